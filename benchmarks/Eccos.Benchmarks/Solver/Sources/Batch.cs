using Eccos.Optimization;

namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>What a batch costs and yields, before any limit.</summary>
/// <param name="Cost">USD.</param>
/// <param name="Quality">Success probabilities.</param>
internal sealed record Batch(QueryEndpointMatrix Cost, QueryEndpointMatrix Quality)
{
    /// <summary>The same batch with a floor at a part of what lies between the quality of the cheapest and that of the best assignment under the workload.</summary>
    /// <param name="headroom">All slots together are this many times the queries.</param>
    /// <param name="part">0 for what the cheapest assignment reaches, 1 for the most that can be reached.</param>
    public AssignmentProblem Limited(double headroom, double part)
    {
        var m = Cost.EndpointCount;
        int?[] slots = [.. Enumerable.Repeat((int?)Math.Ceiling(headroom * Cost.QueryCount / m), m)];
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 1e-5 });
        var lowest = optimizer.Solve(new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots }).Quality;
        var highest = optimizer.Solve(new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots, Objective = Objective.BestQuality }).Quality;
        return new AssignmentProblem(Cost, Quality) { WorkloadLimits = slots, QualityFloor = lowest + (part * (highest - lowest)) };
    }
}
