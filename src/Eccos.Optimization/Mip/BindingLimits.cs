namespace Eccos.Optimization;

/// <summary>The limits without which moving a single query would better the objective and break nothing else.</summary>
internal static class BindingLimits
{
    public static IReadOnlyList<BindingLimit> Of(Formulation formulation, int[] endpointOf)
    {
        var binding = new SortedDictionary<(LimitKind, int), BindingLimit>();
        var use = new LimitCheck(formulation, endpointOf);
        for (var i = 0; i < endpointOf.Length; i++)
        {
            for (var j = 0; j < formulation.Problem.EndpointCount; j++)
            {
                if (!formulation.Problem.IsEligible(i, j) || !IsBetter(formulation.Problem, i, endpointOf[i], j))
                    continue;
                if (use.OnlyBrokenByMoving(i, endpointOf[i], j) is var (kind, endpoint) && !binding.ContainsKey((kind, endpoint ?? 0)))
                    binding.Add((kind, endpoint ?? 0), use.Of(kind, endpoint));
            }
        }

        return [.. binding.Values];
    }

    /// <summary>Where queries are deferred, serving one more comes before all else.</summary>
    private static bool IsBetter(AssignmentProblem problem, int i, int from, int to)
    {
        if (from == Assignment.Unassigned || from == to)
            return from != to;
        return problem.Objective == Objective.LeastCost
            ? problem.Cost[i, to] < problem.Cost[i, from] * (1 - Tolerance.Feasibility)
            : problem.Quality[i, to] * (1 - Tolerance.Feasibility) > problem.Quality[i, from];
    }
}
