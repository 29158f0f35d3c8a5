namespace Eccos;

/// <summary>
/// The assignment of queries that came together: what the stream strives for, within what is free, and with every floor and budget where the choices x^p at the stream's prices put it.
/// <code>
/// optimise o(x)   subject to   sum_i a_ij x_ij at least sum_i a_ij x^p_ij,    sum_i c_ij x_ij at most sum_i c_ij x^p_ij      of each floor, of each budget
/// </code>
/// x^p itself keeps all of that, so whatever is better than it is what the optimizer can gain by deciding the queries together, and everything that the stream
/// promises of its floors and budgets holds as it would one by one.
/// </summary>
internal sealed class MicroBatchProblem
{
    // Sums come out differently in another order; their last digits are no breach.
    private const double LastDigits = 1e-12;

    private readonly SchedulingGoal _goal;
    private readonly int[] _rows;

    private MicroBatchProblem(SchedulingGoal goal, int[] rows, AssignmentProblem stated) => (_goal, _rows, Stated) = (goal, rows, stated);

    /// <summary>What is solved, over the queries that the choices place.</summary>
    public AssignmentProblem Stated { get; }

    /// <param name="goal">What the stream strives for.</param>
    /// <param name="forecast">Of the queries.</param>
    /// <param name="limits">What is free.</param>
    /// <param name="choices">x^p.</param>
    /// <param name="standing">Tells what a success probability counts as.</param>
    public static MicroBatchProblem Of(SchedulingGoal goal, Forecast forecast, AssignmentProblem limits, PricedChoices choices, StreamStanding standing)
    {
        int[] rows = [.. Enumerable.Range(0, choices.EndpointOf.Length).Where(i => choices.EndpointOf[i] >= 0)];
        var m = forecast.Cost.EndpointCount;
        var quality = new double[rows.Length * m];
        for (var k = 0; k < rows.Length; k++)
            standing.Row(forecast, rows[k], []).Quality.CopyTo(quality.AsSpan(k * m));
        var eligible = new bool[quality.Length];
        for (var k = 0; k < eligible.Length; k++)
            eligible[k] = limits.IsEligible(rows[k / m], k % m);
        var a = new QueryEndpointMatrix(quality, m);
        var names = goal.Groups.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        var all = Enumerable.Range(0, rows.Length);
        return new MicroBatchProblem(goal, rows, new AssignmentProblem(Rows(forecast.Cost, rows), a)
        {
            Objective = goal.Objective,
            QualityWeight = goal.QualityWeightUsd,
            QualityFloor = goal.QualityFloor is null ? null : Floor(all),
            Budget = goal.BudgetUsd is null ? limits.Budget : Math.Min(Cost(all), limits.Budget ?? double.PositiveInfinity),
            Groups =
            [
                .. names.Select((entry, g) => Group(entry.Key, entry.Value, [.. all.Where(k => choices.Groups[rows[k]].Contains(g))])),
                .. limits.Groups.Select(key => key with { Name = Unlike(key.Name), Queries = [.. all.Where(k => key.Queries.Contains(rows[k]))] }),
            ],
            Eligible = eligible,
            WorkloadLimits = limits.WorkloadLimits,
            Tokens = limits.Tokens is { } tokens ? Rows(tokens, rows) : null,
            TokenLimits = limits.TokenLimits,
        });

        double Floor(IEnumerable<int> of) => Math.Max(0, of.Average(k => a[k, choices.EndpointOf[rows[k]]]) - LastDigits);
        double Cost(IEnumerable<int> of) => of.Sum(k => forecast.Cost[rows[k], choices.EndpointOf[rows[k]]]) * (1 + LastDigits);
        string Unlike(string name) => goal.Groups.ContainsKey(name) ? Unlike(name + "'") : name;
        QueryGroup Group(string name, GroupLimits own, int[] of) => new(name, of)
        {
            QualityFloor = own.QualityFloor is null || of.Length == 0 ? null : Floor(of),
            Budget = own.BudgetUsd is null ? null : Cost(of),
        };
    }

    /// <summary>What is striven for, less being better: USD, or wrong answers.</summary>
    /// <param name="endpointOf">The endpoint of each query.</param>
    public double Objective(Func<int, int> endpointOf)
    {
        var sum = 0.0;
        for (var k = 0; k < _rows.Length; k++)
        {
            var (c, a) = (Stated.Cost[k, endpointOf(k)], Stated.Quality[k, endpointOf(k)]);
            sum += _goal.Objective switch
            {
                Eccos.Objective.BestQuality => -a,
                Eccos.Objective.WeightedSum => c - (_goal.QualityWeightUsd * a),
                _ => c,
            };
        }

        return sum;
    }

    /// <summary>The choices with an answer of the optimizer in their place.</summary>
    public int[] With(PricedChoices choices, Assignment answer)
    {
        var endpointOf = (int[])choices.EndpointOf.Clone();
        for (var k = 0; k < _rows.Length; k++)
            endpointOf[_rows[k]] = answer.EndpointOf[k];
        return endpointOf;
    }

    /// <summary>Whether an answer is better than the choices at the prices.</summary>
    public bool IsBetter(Assignment answer, PricedChoices choices) =>
        answer.IsFound
        && answer.Infeasibility is null
        && !answer.EndpointOf.Contains(Assignment.Unassigned)
        && Objective(k => answer.EndpointOf[k]) < Objective(k => choices.EndpointOf[_rows[k]]);

    /// <summary>A query's record with its place among those that were decided together, and, in the first one's, what all of them were decided by.</summary>
    /// <param name="id">Names them together.</param>
    /// <param name="i">The query's place in the forecast.</param>
    /// <param name="record">What is recorded of the query by itself.</param>
    public DecisionRecord Record(string id, int i, DecisionRecord record)
    {
        var k = Array.IndexOf(_rows, i);
        return record with
        {
            Batch = new BatchPlace(id, k, _rows.Length) { Conditions = k == 0 ? BatchConditions.Of(Stated, CapacityKind.None) : null },
            Endpoints = [.. record.Endpoints.Select((seen, j) => seen with { IsEligible = Stated.IsEligible(k, j) })],
        };
    }

    private static QueryEndpointMatrix Rows(QueryEndpointMatrix matrix, int[] rows)
    {
        var values = new double[rows.Length * matrix.EndpointCount];
        for (var k = 0; k < rows.Length; k++)
            matrix.Row(rows[k]).CopyTo(values.AsSpan(k * matrix.EndpointCount));
        return new QueryEndpointMatrix(values, matrix.EndpointCount);
    }
}
