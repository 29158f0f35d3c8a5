using Google.OrTools.Graph;

namespace Eccos.Optimization;

/// <summary>Finds out why a problem is infeasible. What it solves on the way is kept for the policies.</summary>
internal sealed class Diagnosis
{
    private readonly AssignmentProblem _problem;
    private readonly ConflictSearch _conflict;
    private readonly int[] _withoutEndpoint;
    private readonly int _unserved;

    public Diagnosis(AssignmentProblem problem, Func<Formulation, MipResult> search, ConflictSearch conflict)
    {
        _problem = problem;
        _conflict = conflict;
        _withoutEndpoint = [.. Enumerable.Range(0, problem.QueryCount).Where(i => !Enumerable.Range(0, problem.EndpointCount).Any(j => problem.IsEligible(i, j)))];
        _unserved = problem.QueryCount - _withoutEndpoint.Length - MostServed(search);
        if (_withoutEndpoint.Length > 0 || _unserved > 0)
            return;
        var asGiven = Formulation.Of(problem);
        BestQuality = search(asGiven with { Goal = Goal.BestQuality, QualityFloor = null });
        LeastCost = search(asGiven with { Goal = Goal.LeastCost, Budget = null });
    }

    /// <summary>The best quality without the floor; <see langword="null"/> when not every query can be served.</summary>
    public MipResult? BestQuality { get; }

    /// <summary>The least cost without the budget; <see langword="null"/> when not every query can be served.</summary>
    public MipResult? LeastCost { get; }

    public Infeasibility Explain()
    {
        double? highestQuality = Proven(BestQuality) is { } best ? Use(best).Quality : null;
        double? leastCost = Proven(LeastCost) is { } least ? Use(least).Cost : null;
        var (conflict, isSmallest) = _withoutEndpoint.Length > 0 ? ([], false) : _conflict.Find();
        return new Infeasibility
        {
            QueriesWithoutEndpoint = _withoutEndpoint,
            UnservedQueries = _unserved,
            HighestQuality = highestQuality,
            LeastCost = leastCost,
            Conflict = conflict,
            IsSmallestConflict = isSmallest,
            Message = InfeasibilityMessage.Of(_problem, _withoutEndpoint, _unserved, highestQuality, leastCost, conflict),
        };
    }

    private static int[]? Proven(MipResult? result) => result is { Status: AssignmentStatus.Optimal } or { StopReason: StopReason.GapReached } ? result.EndpointOf : null;

    private LimitCheck Use(int[] endpointOf) => new(Formulation.Of(_problem), endpointOf);

    /// <summary>The largest number of queries that can be served, whatever floor and budget.</summary>
    private int MostServed(Func<Formulation, MipResult> search)
    {
        if (_problem is not { Tokens: not null, TokenLimits: not null })
            return MaximumFlow();
        var result = search(Formulation.MostServed(_problem));

        // Out of time the bound is what is known: no more than this can be served.
        var most = _problem.QueryCount - _withoutEndpoint.Length;
        return double.IsNaN(result.Bound) ? most : Math.Min(most, (int)result.Bound);
    }

    /// <summary>The maximum flow from a source through queries and endpoints to a sink: one unit a query, L_j units an endpoint.</summary>
    private int MaximumFlow()
    {
        var (n, m) = (_problem.QueryCount, _problem.EndpointCount);
        var (source, sink) = (n + m, n + m + 1);
        using var flow = new MaxFlow();
        for (var i = 0; i < n; i++)
        {
            flow.AddArcWithCapacity(source, i, 1);
            for (var j = 0; j < m; j++)
            {
                if (_problem.IsEligible(i, j))
                    flow.AddArcWithCapacity(i, n + j, 1);
            }
        }

        for (var j = 0; j < m; j++)
            flow.AddArcWithCapacity(n + j, sink, Math.Min(_problem.WorkloadLimits?[j] ?? n, LargestShare(j)));
        var status = flow.Solve(source, sink);
        return status == MaxFlow.Status.OPTIMAL
            ? (int)flow.OptimalFlow()
            : throw new InvalidOperationException($"The maximum flow of {n} queries to {m} endpoints ended with {status}.");
    }

    private int LargestShare(int j) => _problem.MaximumShares?[j] is { } share
        ? (int)new LimitRow(new LimitKey(LimitKind.MaximumShare, j, null), share, null).Limit(_problem, 0)
        : _problem.QueryCount;
}
