namespace Eccos.Optimization.Tests.Support;

/// <summary>The optimum by trying every assignment; the policies word by word as they are documented.</summary>
/// <param name="problem">A small problem.</param>
/// <param name="tolerance">The share of a limit by which it may be exceeded.</param>
internal sealed class BruteForce(AssignmentProblem problem, double tolerance)
{
    /// <summary>What the problem's objective and policy ask for; <see langword="null"/> when nothing keeps the limits.</summary>
    public Candidate? Solve() => AsGiven() ?? problem.WhenInfeasible switch
    {
        InfeasiblePolicy.RelaxFloor => RelaxFloor(),
        InfeasiblePolicy.RelaxBudget => RelaxBudget(),
        InfeasiblePolicy.Defer => Defer(),
        _ => null,
    };

    public Candidate? AsGiven() => Best(All(problem.QualityFloor, problem.Budget, defer: false));

    /// <summary>The highest average quality under the limits and the budget.</summary>
    public double? HighestQuality() => All(null, problem.Budget, defer: false).Select(c => (double?)c.Quality).Max();

    /// <summary>The least cost that reaches the floor under the limits.</summary>
    public double? LeastCost() => All(problem.QualityFloor, null, defer: false).Select(c => (double?)c.Cost).Min();

    /// <summary>The most queries that can be served whatever floor and budget.</summary>
    public int MostServed() => Extend([], defer: true).Select(Evaluate).Where(c => Broken(c, null, null).All(limit => limit.Kind is not (LimitKind.Workload or LimitKind.Tokens or LimitKind.MaximumShare))).Max(c => c.Served);

    public Candidate Evaluate(IReadOnlyList<int> endpointOf)
    {
        var assigned = Enumerable.Range(0, endpointOf.Count).Where(i => endpointOf[i] >= 0).ToList();
        return new Candidate(
            [.. endpointOf],
            assigned.Count,
            assigned.Sum(i => problem.Cost[i, endpointOf[i]]),
            assigned.Count == 0 ? 0 : assigned.Sum(i => problem.Quality[i, endpointOf[i]]) / assigned.Count);
    }

    /// <summary>The limits a candidate breaks.</summary>
    public IEnumerable<(LimitKind Kind, int? Endpoint, string? Group)> Broken(Candidate c, double? floor, double? budget)
    {
        if (floor is { } alpha && c.Quality < alpha * (1 - tolerance) && c.Served > 0)
            yield return (LimitKind.QualityFloor, null, null);
        if (budget is { } b && c.Cost > b * (1 + tolerance))
            yield return (LimitKind.Budget, null, null);
        foreach (var group in problem.Groups)
        {
            var served = group.Queries.Where(i => c.EndpointOf[i] >= 0).ToList();
            if (group.QualityFloor is { } least && served.Count > 0 && served.Sum(i => problem.Quality[i, c.EndpointOf[i]]) < least * served.Count * (1 - tolerance))
                yield return (LimitKind.QualityFloor, null, group.Name);
            if (group.Budget is { } most && served.Sum(i => problem.Cost[i, c.EndpointOf[i]]) > most * (1 + tolerance))
                yield return (LimitKind.Budget, null, group.Name);
        }

        for (var j = 0; j < problem.EndpointCount; j++)
        {
            var count = c.EndpointOf.Count(e => e == j);
            if (problem.MinimumShares?[j] is { } fewest && count < Math.Floor((fewest * problem.QueryCount) + 1e-9))
                yield return (LimitKind.MinimumShare, j, null);
            if (problem.MaximumShares?[j] is { } largest && count > Math.Ceiling((largest * problem.QueryCount) - 1e-9))
                yield return (LimitKind.MaximumShare, j, null);
            if (problem.WorkloadLimits?[j] is { } requests && count > requests)
                yield return (LimitKind.Workload, j, null);
            if (problem.TokenLimits?[j] is { } tokens && Enumerable.Range(0, c.EndpointOf.Length).Where(i => c.EndpointOf[i] == j).Sum(i => problem.Tokens![i, j]) > tokens * (1 + tolerance))
                yield return (LimitKind.Tokens, j, null);
        }
    }

    private Candidate? RelaxFloor()
    {
        var all = All(null, problem.Budget, defer: false).ToList();
        var best = all.Count == 0 ? 0 : all.Max(c => c.Quality);
        return all.Where(c => c.Quality >= best * (1 - tolerance)).MinBy(c => problem.Objective == Objective.BestQuality ? c.Cost : c.Objective(problem));
    }

    private Candidate? RelaxBudget()
    {
        var all = All(problem.QualityFloor, null, defer: false).ToList();
        var least = all.Count == 0 ? 0 : all.Min(c => c.Cost);
        return Best(all.Where(c => c.Cost <= least * (1 + tolerance)));
    }

    private Candidate? Defer()
    {
        var all = All(problem.QualityFloor, problem.Budget, defer: true).ToList();
        var served = all.Count == 0 ? 0 : all.Max(c => c.Served);
        return served == 0 ? null : Best(all.Where(c => c.Served == served));
    }

    private Candidate? Best(IEnumerable<Candidate> candidates) =>
        problem.Objective == Objective.BestQuality ? candidates.MaxBy(c => c.Quality) : candidates.MinBy(c => c.Objective(problem));

    private IEnumerable<Candidate> All(double? floor, double? budget, bool defer) =>
        Extend([], defer).Select(Evaluate).Where(c => !Broken(c, floor, budget).Any());

    private IEnumerable<int[]> Extend(int[] head, bool defer)
    {
        var i = head.Length;
        if (i == problem.QueryCount)
            return [head];
        return Enumerable.Range(defer ? -1 : 0, problem.EndpointCount + (defer ? 1 : 0))
            .Where(j => j < 0 || problem.IsEligible(i, j))
            .SelectMany(j => Extend([.. head, j], defer));
    }
}
