namespace Eccos.Optimization;

/// <summary>The same problem with one thing changed.</summary>
internal static class ProblemCopy
{
    public static AssignmentProblem WithEligible(AssignmentProblem problem, bool[] eligible) => With(problem, problem.Cost, problem.Quality, problem.Tokens, eligible);

    public static AssignmentProblem With(
        AssignmentProblem problem, QueryEndpointMatrix cost, QueryEndpointMatrix quality, QueryEndpointMatrix? tokens, ReadOnlyMemory<bool> eligible) => new(cost, quality)
        {
            Objective = problem.Objective,
            QualityWeight = problem.QualityWeight,
            QualityFloor = problem.QualityFloor,
            Budget = problem.Budget,
            Groups = problem.Groups,
            WorkloadLimits = problem.WorkloadLimits,
            Tokens = tokens,
            TokenLimits = tokens is null ? null : problem.TokenLimits,
            MinimumShares = problem.MinimumShares,
            MaximumShares = problem.MaximumShares,
            Eligible = eligible,
            WhenInfeasible = problem.WhenInfeasible,
        };
}
