namespace Eccos.Optimization;

/// <summary>Tells whether some of a problem's limits can be kept together, and remembers which others were kept on the way.</summary>
internal sealed class LimitOracle(AssignmentProblem problem, DualGuidedEngine engine)
{
    /// <summary>Any assignment will do.</summary>
    private const double AnyGap = 0.5;

    private readonly Formulation _asGiven = Formulation.Of(problem);
    private readonly LimitRow[] _rows = LimitRows.Of(Formulation.Of(problem));

    /// <summary>All limits, by their place.</summary>
    public IReadOnlyList<LimitRow> Rows => _rows;

    /// <summary>The limits that an assignment keeps which keeps those asked for.</summary>
    /// <param name="limits">The limits asked for, by their place.</param>
    /// <returns>Them and others; empty when they cannot be kept together; <see langword="null"/> when time ran out.</returns>
    public HashSet<int>? Kept(IEnumerable<int> limits)
    {
        var asked = limits.ToHashSet();
        var result = engine.Search(_asGiven with { Only = Keys(asked) }, AnyGap);
        if (result.Status == AssignmentStatus.Infeasible)
            return [];
        if (result.EndpointOf is not { } x)
            return null;
        var broken = new LimitCheck(_asGiven, x).Broken().Select(use => use.Key).ToHashSet();
        asked.UnionWith(Enumerable.Range(0, _rows.Length).Where(k => !broken.Contains(_rows[k].Key)));
        return asked;
    }

    /// <summary>The best that is possible for one limit when the others are kept; <see langword="null"/> when time ran out.</summary>
    public double? Reachable(int limit, IEnumerable<int> others)
    {
        var row = _rows[limit];
        var result = engine.Search(_asGiven with { Only = Keys(others), Goal = Goal.LeastUse, Subject = row });
        if (result is not { EndpointOf: { } x, StopReason: StopReason.Proven or StopReason.GapReached })
            return null;
        return new LimitCheck(_asGiven, x).Report(limit).Used;
    }

    private HashSet<LimitKey> Keys(IEnumerable<int> limits) => [.. limits.Select(k => _rows[k].Key)];
}
