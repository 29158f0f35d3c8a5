namespace Eccos.Core.Tests.Support;

/// <summary>Gives each query, in turn, the cheapest endpoint that may serve it and still has room; gives up when one finds none.</summary>
internal sealed class GreedyOptimizer : IOptimizer
{
    public List<AssignmentProblem> Seen { get; } = [];

    public Action? BeforeAnswer { get; set; }

    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        lock (Seen)
            Seen.Add(problem);
        var left = problem.WorkloadLimits?.ToArray();
        var tokensLeft = problem.TokenLimits?.ToArray();
        var endpointOf = new int[problem.QueryCount];
        for (var i = 0; i < endpointOf.Length; i++)
        {
            var choice = Enumerable.Range(0, problem.EndpointCount)
                .Where(j => problem.IsEligible(i, j) && left?[j] is not 0 && !(problem.Tokens?[i, j] > tokensLeft?[j]))
                .OrderBy(j => problem.Cost[i, j])
                .Select(j => (int?)j)
                .FirstOrDefault();
            if (choice is not { } chosen)
                return Nothing(problem, i);
            endpointOf[i] = chosen;
            if (left is not null)
                left[chosen]--;
            if (tokensLeft is not null)
                tokensLeft[chosen] -= problem.Tokens![i, chosen];
        }

        BeforeAnswer?.Invoke();
        return new Assignment
        {
            Status = AssignmentStatus.Optimal,
            StopReason = StopReason.Proven,
            EndpointOf = endpointOf,
            Cost = endpointOf.Index().Sum(entry => problem.Cost[entry.Index, entry.Item]),
        };
    }

    private static Assignment Nothing(AssignmentProblem problem, int query) => new()
    {
        Status = AssignmentStatus.Infeasible,
        StopReason = StopReason.Proven,
        EndpointOf = [.. Enumerable.Repeat(Assignment.Unassigned, problem.QueryCount)],
        Infeasibility = new Infeasibility { Message = $"Nothing is left for query {query}.", UnservedQueries = 1 },
    };
}
