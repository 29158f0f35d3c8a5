namespace Eccos.Optimization;

/// <summary>
/// The smallest set of limits that cannot be kept together. First some irreducible set by halving (U. Junker, "QuickXplain", AAAI 2004); then smaller ones are looked
/// for among the hitting sets of what had to be left out of the largest sets that can be kept, until none is left that is smaller (A. Ignatiev et al., "Smallest MUS
/// extraction with minimal hitting set dualization", CP 2015):
/// <code>
/// every conflict has a limit in common with the complement of every set that can be kept
/// so a smallest hitting set of such complements that cannot be kept is a smallest conflict
/// </code>
/// </summary>
internal sealed class ConflictSearch(AssignmentProblem problem, DualGuidedEngine engine, SolveClock clock)
{
    /// <summary>Beyond this the irreducible set is reported without the proof that it is the smallest.</summary>
    private const int MostRounds = 100;

    private readonly LimitOracle _oracle = new(problem, engine);

    /// <summary>Finds the set of a problem known to be infeasible.</summary>
    /// <returns>The limits, and whether no smaller set conflicts; no limits when time ran out.</returns>
    public (IReadOnlyList<ConflictingLimit> Limits, bool IsSmallest) Find()
    {
        var all = Enumerable.Range(0, _oracle.Rows.Count).ToArray();
        if (Irreducible([], all, isNew: false) is not { Length: > 0 } conflict)
            return ([], false);
        var (smallest, isProven) = Shrink([.. conflict.Order()], all);
        return ([.. smallest.Select(limit => Report(limit, smallest))], isProven);
    }

    /// <summary>A smallest part of the limits, given that the background is kept, that conflicts with it; <see langword="null"/> when time ran out.</summary>
    /// <param name="background">Limits that are kept.</param>
    /// <param name="limits">The limits to choose from.</param>
    /// <param name="isNew">Whether the background has grown since it was last seen to be keepable.</param>
    private int[]? Irreducible(int[] background, int[] limits, bool isNew)
    {
        if (isNew)
        {
            if (Kept(background) is not { } kept)
                return null;
            if (kept.Count == 0)
                return [];
        }

        if (limits.Length <= 1)
            return limits;
        var (first, second) = (limits[..(limits.Length / 2)], limits[(limits.Length / 2)..]);
        if (Irreducible([.. background, .. first], second, isNew: true) is not { } ofSecond)
            return null;
        return Irreducible([.. background, .. ofSecond], first, isNew: ofSecond.Length > 0) is { } ofFirst ? [.. ofFirst, .. ofSecond] : null;
    }

    private (int[] Conflict, bool IsProven) Shrink(int[] conflict, int[] all)
    {
        var complements = new List<IReadOnlyCollection<int>>();
        for (var round = 0; round < MostRounds && conflict.Length > 1; round++)
        {
            if (HittingSet.Smallest(complements, conflict.Length - 1, clock.IsTimeUp) is not { } candidate)
                return (conflict, !clock.IsTimeUp());
            if (Kept(candidate) is not { } kept)
                return (conflict, false);
            if (kept.Count == 0 && candidate.Length > 0)
                return (candidate, true);
            if (Grow(kept, all) is not { } largest)
                return (conflict, false);
            complements.Add([.. all.Where(k => !largest.Contains(k))]);
        }

        return (conflict, conflict.Length == 1);
    }

    /// <summary>Adds limits as long as all can be kept.</summary>
    private HashSet<int>? Grow(HashSet<int> kept, int[] all)
    {
        foreach (var k in all)
        {
            if (kept.Contains(k))
                continue;
            if (Kept([.. kept, k]) is not { } more)
                return null;
            if (more.Count > 0)
                kept = more;
        }

        return kept;
    }

    private HashSet<int>? Kept(IEnumerable<int> limits) => clock.IsTimeUp() ? null : _oracle.Kept(limits);

    private ConflictingLimit Report(int limit, int[] conflict)
    {
        var row = _oracle.Rows[limit];
        var reachable = clock.IsTimeUp() ? null : _oracle.Reachable(limit, conflict.Where(other => other != limit));
        return new ConflictingLimit(row.Key.Kind, row.Key.Endpoint, row.Key.Group, row.Asked, reachable);
    }
}
