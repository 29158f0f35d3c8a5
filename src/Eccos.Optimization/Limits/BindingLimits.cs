namespace Eccos.Optimization;

/// <summary>The limits without which moving a single query would better the objective and break nothing else.</summary>
internal static class BindingLimits
{
    /// <summary>Finds them.</summary>
    /// <param name="formulation">The limits.</param>
    /// <param name="endpointOf">The assignment.</param>
    /// <param name="use">What it uses of them.</param>
    public static IReadOnlyList<BindingLimit> Of(Formulation formulation, int[] endpointOf, LimitCheck use)
    {
        var problem = formulation.Problem;
        var binding = new SortedSet<int>();
        for (var i = 0; i < endpointOf.Length; i++)
        {
            for (var j = 0; j < problem.EndpointCount; j++)
            {
                if (problem.IsEligible(i, j) && IsBetter(problem, i, endpointOf[i], j) && use.OnlyBrokenByMoving(i, endpointOf[i], j) is { } row)
                    binding.Add(row);
            }
        }

        return [.. binding.Select(use.Report)];
    }

    /// <summary>Where queries are deferred, serving one more comes before all else.</summary>
    private static bool IsBetter(AssignmentProblem problem, int i, int from, int to)
    {
        if (from == Assignment.Unassigned || from == to)
            return from != to;
        return problem.Objective switch
        {
            Objective.LeastCost => problem.Cost[i, to] < problem.Cost[i, from] * (1 - Tolerance.Feasibility),
            Objective.BestQuality => problem.Quality[i, to] * (1 - Tolerance.Feasibility) > problem.Quality[i, from],
            _ => Gain(problem, i, from, to) > Tolerance.Feasibility * (problem.Cost[i, from] + (problem.QualityWeight * problem.Quality[i, from])),
        };
    }

    private static double Gain(AssignmentProblem problem, int i, int from, int to) =>
        problem.Cost[i, from] - problem.Cost[i, to] + (problem.QualityWeight * (problem.Quality[i, to] - problem.Quality[i, from]));
}
