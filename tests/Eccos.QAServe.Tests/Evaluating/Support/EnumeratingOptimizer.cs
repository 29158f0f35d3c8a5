namespace Eccos.QAServe.Tests;

/// <summary>Tries every assignment: the best by the objective among those that keep all limits, of equals the cheapest; else the floor gives way.</summary>
internal sealed class EnumeratingOptimizer : IOptimizer
{
    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        var (n, m) = (problem.QueryCount, problem.EndpointCount);
        (double Missing, double Objective, double Cost, int[] Choice)? best = null;
        for (var code = 0; code < Math.Pow(m, n); code++)
        {
            int[] choice = [.. Enumerable.Range(0, n).Select(i => (int)(code / Math.Pow(m, i)) % m)];
            if (Enumerable.Range(0, m).Any(j => choice.Count(k => k == j) > (problem.WorkloadLimits?[j] ?? n)))
                continue;
            var cost = choice.Select((j, i) => problem.Cost[i, j]).Sum();
            var quality = choice.Select((j, i) => problem.Quality[i, j]).Average();
            var missing = Math.Max(0, (problem.QualityFloor ?? 0) - quality) + Math.Max(0, cost - (problem.Budget ?? double.PositiveInfinity));
            missing = missing < 1e-12 ? 0 : missing;
            var entry = (missing, problem.Objective == Objective.LeastCost ? cost : -quality, cost, choice);
            if (best is null || (entry.missing, entry.Item2, entry.cost).CompareTo((best.Value.Missing, best.Value.Objective, best.Value.Cost)) < 0)
                best = entry;
        }

        return new Assignment
        {
            Status = best is null ? AssignmentStatus.Infeasible : AssignmentStatus.Optimal,
            StopReason = StopReason.Proven,
            EndpointOf = best?.Choice ?? [.. Enumerable.Repeat(Assignment.Unassigned, n)],
        };
    }
}
