namespace Eccos;

/// <summary>What the prices of a stream choose for queries that came together, one after the other, each within what the ones before leave free.</summary>
/// <param name="EndpointOf">The endpoint of each query; <see cref="Assignment.Unassigned"/> where nothing with room keeps the limits.</param>
/// <param name="Groups">The groups of each query, by their place.</param>
/// <param name="Choices">The choice of each query.</param>
/// <param name="RefusedBy">What each endpoint had no room of for each query.</param>
internal sealed record PricedChoices(int[] EndpointOf, int[][] Groups, OnlineChoice[] Choices, CapacityKind[][] RefusedBy)
{
    /// <param name="forecast">Of the queries, in the order in which they came.</param>
    /// <param name="limits">What is free, as limits of the problem.</param>
    /// <param name="room">The requests that each endpoint's health lets through; null for no limit.</param>
    /// <param name="budgets">USD that may be spent for each budget key that has a limit.</param>
    /// <param name="earlier">What those before them were refused; null for nobody.</param>
    /// <param name="assignment">Chooses.</param>
    /// <param name="standing">How floors and budgets stand.</param>
    public static PricedChoices Of(
        Forecast forecast,
        AssignmentProblem limits,
        int?[] room,
        IReadOnlyDictionary<string, double> budgets,
        EarlierRefusals? earlier,
        IOnlineAssignment assignment,
        StreamStanding standing)
    {
        var (n, m) = (forecast.Queries.Count, forecast.Cost.EndpointCount);
        var choices = new PricedChoices(new int[n], new int[n][], new OnlineChoice[n], new CapacityKind[n][]);
        var requests = Left(limits.WorkloadLimits, m, limit => limit ?? double.PositiveInfinity);
        var tokens = Left(limits.TokenLimits, m, limit => limit ?? double.PositiveInfinity);
        var money = limits.Budget ?? double.PositiveInfinity;
        var keys = new Dictionary<string, double>(budgets, StringComparer.Ordinal);
        var state = standing.State();
        state = state with { Groups = state.Groups.ToArray() };
        for (var i = 0; i < n; i++)
        {
            var groups = choices.Groups[i] = standing.GroupsOf(forecast.Queries[i]);
            choices.RefusedBy[i] = [.. Enumerable.Range(0, m).Select(j => RefusedBy(i, j))];
            var row = standing.Row(forecast, i, groups);
            var choice = choices.Choices[i] = assignment.Choose(row, choices.Free(i), state);
            choices.EndpointOf[i] = Assignment.Unassigned;
            if (choice is not { KeepsLimits: true, Endpoint: >= 0 and var chosen })
                continue;
            choices.EndpointOf[i] = chosen;
            requests[chosen]--;
            tokens[chosen] -= limits.Tokens?[i, chosen] ?? 0;
            money -= forecast.Cost[i, chosen];
            if (KeyMoney(i) is { } left)
                keys[forecast.Queries[i].BudgetKey!] = left - forecast.Cost[i, chosen];
            state = StreamStanding.After(state, groups, row.Quality[chosen], row.Cost[chosen]);
        }

        return choices;

        CapacityKind RefusedBy(int i, int j) =>
            room[j] == 0 ? CapacityKind.EndpointOut
            : !limits.IsEligible(i, j) && forecast.Eligible[(i * m) + j] ? earlier?.Of(forecast, i, j)?.RefusedBy ?? CapacityKind.EndpointSpend
            : requests[j] < 1 ? CapacityKind.Concurrency
            : tokens[j] < (limits.Tokens?[i, j] ?? 0) ? CapacityKind.TokensPerMinute
            : money < forecast.Cost[i, j] ? CapacityKind.SchedulerSpend
            : KeyMoney(i) < forecast.Cost[i, j] ? CapacityKind.BudgetKeySpend
            : CapacityKind.None;

        double? KeyMoney(int i) => forecast.Queries[i].BudgetKey is { } key && keys.TryGetValue(key, out var left) ? left : null;
    }

    /// <summary>Which endpoints had room for a query.</summary>
    public bool[] Free(int query) => Array.ConvertAll(RefusedBy[query], kind => kind == CapacityKind.None);

    private static double[] Left<T>(IReadOnlyList<T>? limits, int m, Func<T, double> of) =>
        limits is null ? [.. Enumerable.Repeat(double.PositiveInfinity, m)] : [.. limits.Select(of)];
}
