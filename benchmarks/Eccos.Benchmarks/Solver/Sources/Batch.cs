using Eccos.Optimization;

namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>What a batch costs and yields, before any limit.</summary>
/// <param name="Cost">USD.</param>
/// <param name="Quality">Success probabilities.</param>
internal sealed record Batch(QueryEndpointMatrix Cost, QueryEndpointMatrix Quality)
{
    private const int GroupCount = 4;

    /// <summary>The floor of a group lies so far to what it gets where all are as good as can be; with less than the whole way the best of each can be had together.</summary>
    private const double OfGroups = 0.97;

    private readonly DualGuidedOptimizer _optimizer = new(new DualGuidedOptimizerOptions { RelativeGap = 1e-5 });

    /// <summary>The same batch with floors at a part of what lies between the quality of the cheapest and that of the best assignment under the workload, or with budgets that lead there.</summary>
    /// <param name="limits">Which.</param>
    /// <param name="headroom">All slots together are this many times the queries, and so are all tokens the mean of what they take.</param>
    /// <param name="part">0 for what the cheapest assignment reaches, 1 for the most that can be reached.</param>
    public AssignmentProblem Limited(BatchLimits limits, double headroom, double part)
    {
        var (n, m) = (Cost.QueryCount, Cost.EndpointCount);
        int?[] slots = [.. Enumerable.Repeat((int?)Math.Ceiling(headroom * n / m), m)];
        var lowest = _optimizer.Solve(new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots });
        var highest = _optimizer.Solve(new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots, Objective = Objective.BestQuality });
        var floor = lowest.Quality + (part * (highest.Quality - lowest.Quality));
        var floored = new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots, QualityFloor = floor };
        return limits switch
        {
            BatchLimits.Groups => new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots, Groups = Floors(GroupCount, lowest, highest, part) },
            BatchLimits.GroupsAndFloor => new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots, QualityFloor = floor, Groups = Floors(GroupCount / 2, lowest, highest, part) },
            BatchLimits.Budgets => Budgeted(slots, _optimizer.Solve(floored)),
            BatchLimits.Tokens => Tokened(slots, OfGroups * floor, headroom),
            _ => floored,
        };
    }

    private QueryGroup[] Floors(int count, Assignment lowest, Assignment highest, double part) =>
        [.. Enumerable.Range(0, count).Select(Members).Select((group, k) =>
        {
            var (low, high) = (Sum(Quality, lowest, group) / group.Length, Sum(Quality, highest, group) / group.Length);
            return new QueryGroup($"group {k}", group) { QualityFloor = low + (OfGroups * part * (high - low)) };
        })];

    private AssignmentProblem Budgeted(int?[] slots, Assignment within) => new(Cost, Quality)
    {
        WorkloadLimits = slots,
        Objective = Objective.BestQuality,
        Budget = Sum(Cost, within, [.. Enumerable.Range(0, Cost.QueryCount)]),
        Groups = [.. Enumerable.Range(0, GroupCount / 2).Select(k => new QueryGroup($"group {k}", Members(k)) { Budget = Sum(Cost, within, Members(k)) })],
    };

    /// <summary>Tokens go with the cost of a query, so that their price cancels out.</summary>
    private AssignmentProblem Tokened(int?[] slots, double floor, double headroom)
    {
        var (n, m) = (Cost.QueryCount, Cost.EndpointCount);
        var mean = new double[m];
        for (var k = 0; k < n * m; k++)
            mean[k % m] += Cost.Values[k] / n;
        var tokens = new double[n * m];
        for (var k = 0; k < n * m; k++)
            tokens[k] = 500 * Cost.Values[k] / mean[k % m];
        return new AssignmentProblem(Cost, Quality)
        {
            WorkloadLimits = slots,
            QualityFloor = floor,
            Tokens = new QueryEndpointMatrix(tokens, m),
            TokenLimits = [.. Enumerable.Repeat((double?)(500 * headroom * n / m), m)],
        };
    }

    private int[] Members(int group) => [.. Enumerable.Range(0, Cost.QueryCount).Where(i => i % GroupCount == group)];

    private static double Sum(QueryEndpointMatrix values, Assignment assignment, int[] group) => group.Sum(i => values[i, assignment.EndpointOf[i]]);
}
