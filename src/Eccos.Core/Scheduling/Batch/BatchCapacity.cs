namespace Eccos;

/// <summary>States a ledger's free capacity as limits of the assignment problem.</summary>
/// <remarks>
/// Money per endpoint or budget key first bars each query from the endpoints that it alone could not pay, which is exact for a single query and costs nothing. When
/// a batch together exceeds it all the same, the problem is stated once more: every budget key as a group of queries with that budget, which is exact, and the
/// endpoint, of which the problem knows no sum of money, with as many requests as it could pay at the dearest.
/// </remarks>
internal sealed class BatchCapacity(ModelPool pool, Forecast forecast, LeaseDesk desk)
{
    private const double Unit = 1e-9;
    private readonly HashSet<string> _tightEndpoints = new(StringComparer.Ordinal);
    private bool _statesKeys;
    private double _slack = Unit;

    /// <summary>The requests that each endpoint's health lets through, as of the last problem; null for no limit.</summary>
    public int?[] Room { get; private set; } = [];

    /// <summary>The budget keys of the batch.</summary>
    public string[] BudgetKeys { get; } = [.. forecast.Queries.Select(query => query.BudgetKey).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Takes a refusal into account.</summary>
    /// <returns>Whether another try can do better.</returns>
    public bool Tighten(CapacityAnswer refusal)
    {
        switch (refusal.RefusedBy)
        {
            case CapacityKind.EndpointSpend:
                return _tightEndpoints.Add(refusal.Name!);
            case CapacityKind.BudgetKeySpend when !_statesKeys:
                return _statesKeys = true;
            case CapacityKind.BudgetKeySpend or CapacityKind.SchedulerSpend:
                _slack *= 1000;
                return _slack < 1;
            default:
                // Somebody else was faster; the next try sees what is left.
                return true;
        }
    }

    /// <summary>The problem of the batch within what is free.</summary>
    public AssignmentProblem Problem(SchedulingGoal goal, FreeCapacity free, IReadOnlyList<ShadowPrice>? startingPrices)
    {
        Room = [.. pool.Select(endpoint => desk.Room(endpoint.Name))];
        var endpoints = pool.Select(endpoint => free.Endpoints.GetValueOrDefault(endpoint.Name)).ToArray();
        var tokens = Array.Exists(endpoints, endpoint => endpoint.Tokens is not null);
        return new AssignmentProblem(forecast.Cost, forecast.Prediction.Success)
        {
            Objective = goal.Objective,
            QualityWeight = goal.QualityWeightUsd,
            QualityFloor = goal.QualityFloor,
            Budget = Least(goal.BudgetUsd, Spendable(free.SpendUsd, forecast.Queries.Count)),
            WhenInfeasible = goal.WhenInfeasible,
            Groups = _statesKeys ? [.. GroupLimits.Groups(forecast.Queries, goal), .. KeyGroups(goal, free.Budgets)] : GroupLimits.Groups(forecast.Queries, goal),
            MinimumShares = Shares(endpoint => endpoint.MinimumShare),
            MaximumShares = Shares(endpoint => endpoint.MaximumShare),
            Eligible = Eligible(endpoints, free.Budgets),
            WorkloadLimits = [.. endpoints.Select((endpoint, j) => Requests(endpoint, j))],
            Tokens = tokens ? forecast.Tokens : null,
            TokenLimits = tokens ? [.. endpoints.Select(endpoint => (double?)endpoint.Tokens)] : null,
            StartingPrices = startingPrices,
        };
    }

    // What is out of service owes nothing, and gets nothing anyway.
    private double?[]? Shares(Func<Endpoint, double?> of) =>
        pool.Any(endpoint => of(endpoint) is not null) ? [.. pool.Select((endpoint, j) => Room[j] == 0 ? null : of(endpoint))] : null;

    // The ledger rounds every claim up to a billionth; a solver keeps a limit to its own precision.
    private double? Spendable(double? free, int queries) => free is { } usd ? Math.Max(0, usd - (queries * Unit)) * (1 - _slack) : null;

    private IEnumerable<QueryGroup> KeyGroups(SchedulingGoal goal, IReadOnlyDictionary<string, double> budgets)
    {
        foreach (var (key, usd) in budgets.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            int[] queries = [.. Enumerable.Range(0, forecast.Queries.Count).Where(i => forecast.Queries[i].BudgetKey == key)];
            var name = $"budget of {key}";
            while (goal.Groups.ContainsKey(name))
                name += "'";
            yield return new QueryGroup(name, queries) { Budget = Spendable(usd, queries.Length) };
        }
    }

    private int? Requests(EndpointCapacity endpoint, int j)
    {
        var requests = Room[j] is { } room ? Math.Min(room, endpoint.Requests ?? int.MaxValue) : endpoint.Requests;
        if (endpoint.SpendUsd is not { } usd || !_tightEndpoints.Contains(pool[j].Name))
            return requests;
        var dearest = Unit;
        for (var i = 0; i < forecast.Queries.Count; i++)
            dearest = Math.Max(dearest, forecast.Cost[i, j] + Unit);
        return Math.Min(requests ?? int.MaxValue, (int)Math.Min(Math.Floor(usd / dearest), int.MaxValue));
    }

    private ReadOnlyMemory<bool> Eligible(EndpointCapacity[] endpoints, IReadOnlyDictionary<string, double> budgets)
    {
        if (budgets.Count == 0 && !Array.Exists(endpoints, endpoint => endpoint.SpendUsd is not null) && !Room.Contains(0))
            return forecast.Eligible;
        var eligible = (bool[])forecast.Eligible.Clone();
        for (var i = 0; i < forecast.Queries.Count; i++)
        {
            double? own = forecast.Queries[i].BudgetKey is { } key && budgets.TryGetValue(key, out var usd) ? usd : null;
            for (var j = 0; j < endpoints.Length; j++)
            {
                if (Room[j] == 0 || !Pays(own, forecast.Cost[i, j]) || !Pays(endpoints[j].SpendUsd, forecast.Cost[i, j]))
                    eligible[(i * endpoints.Length) + j] = false;
            }
        }

        return eligible;
    }

    private static bool Pays(double? free, double cost) => free is not { } usd || Amount.ClaimedUsd(cost) <= Amount.LimitUsd(usd);

    private static double? Least(double? left, double? right) => (left, right) is (not null, not null) ? Math.Min(left.Value, right.Value) : left ?? right;
}
