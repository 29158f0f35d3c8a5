namespace Eccos.Optimization.Tests.Support;

/// <summary>One assignment and its figures.</summary>
/// <param name="EndpointOf">The endpoint of each query; -1 for none.</param>
/// <param name="Served">The number of queries that have one.</param>
/// <param name="Cost">In USD.</param>
/// <param name="Quality">The average over the served queries.</param>
internal sealed record Candidate(int[] EndpointOf, int Served, double Cost, double Quality)
{
    public double Objective(AssignmentProblem problem) => problem.Objective switch
    {
        Eccos.Objective.LeastCost => Cost,
        Eccos.Objective.BestQuality => Quality,
        _ => Cost - (problem.QualityWeight * Quality * Served),
    };
}
