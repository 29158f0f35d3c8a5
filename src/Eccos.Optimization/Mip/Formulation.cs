namespace Eccos.Optimization;

/// <summary>
/// One mixed-integer program over an <see cref="AssignmentProblem"/>: a goal and the limits it keeps. Eligibility, workload and token limits
/// are always the problem's own; floor and budget are those given here, so that relaxing one is a different formulation of the same problem.
/// </summary>
/// <param name="Problem">The data.</param>
/// <param name="Goal">What is striven for.</param>
/// <param name="QualityFloor">alpha, or <see langword="null"/> for none.</param>
/// <param name="Budget">B in USD, or <see langword="null"/> for none.</param>
/// <param name="Served">The exact number of queries to serve when the others are deferred; <see langword="null"/> when every query is served.</param>
internal sealed record Formulation(AssignmentProblem Problem, Goal Goal, double? QualityFloor, double? Budget, int? Served = null)
{
    /// <summary>The problem as it was given.</summary>
    public static Formulation Of(AssignmentProblem problem) =>
        new(problem, problem.Objective == Objective.LeastCost ? Goal.LeastCost : Goal.BestQuality, problem.QualityFloor, problem.Budget);

    /// <summary>Whether queries may stay unassigned.</summary>
    public bool Defers => Goal == Goal.MostServed || Served is not null;

    /// <summary>The number of queries that are served, where it is known beforehand.</summary>
    public int ServedCount => Served ?? Problem.QueryCount;
}
