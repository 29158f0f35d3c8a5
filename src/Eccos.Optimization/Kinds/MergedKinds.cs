namespace Eccos.Optimization;

/// <summary>
/// A batch of few kinds of nearly identical queries as two batches of identical ones, with the queries of a kind all at the kind's best or all at its worst values:
/// <code>
/// best    c = min, a = max, t = min over the kind     no assignment of the batch is better than its optimum
/// worst   c = max, a = min, t = max over the kind     every assignment of it keeps the limits of the batch too
/// </code>
/// so that the one bounds the batch and the other assigns it, both as small programs of counts.
/// </summary>
/// <param name="Best">The optimistic batch.</param>
/// <param name="Worst">The pessimistic one; the same object where all queries of a kind are identical.</param>
internal sealed record MergedKinds(AssignmentProblem Best, AssignmentProblem Worst)
{
    private const int MostKinds = 48;

    /// <summary>Merges the queries, if they are few kinds.</summary>
    /// <param name="problem">The batch.</param>
    /// <param name="tolerance">By how much queries of one kind may differ: in quality, and in costs and tokens as a part of their mean.</param>
    /// <returns>The two batches; <see langword="null"/> when there are too many kinds to gain anything.</returns>
    public static MergedKinds? Of(AssignmentProblem problem, double tolerance)
    {
        var (n, m) = (problem.QueryCount, problem.EndpointCount);
        var leaders = new List<int>();
        var kindOf = new int[n];
        var likeness = new QueryLikeness(problem, tolerance);
        for (var i = 0; i < n; i++)
        {
            kindOf[i] = leaders.FindIndex(leader => likeness.AreAlike(leader, i));
            if (kindOf[i] >= 0)
                continue;
            if (leaders.Count == Math.Min(MostKinds, n / 3))
                return null;
            kindOf[i] = leaders.Count;
            leaders.Add(i);
        }

        var (bestCost, worstCost) = Extremes(problem.Cost, kindOf, leaders.Count);
        var (worstQuality, bestQuality) = Extremes(problem.Quality, kindOf, leaders.Count);
        var (bestTokens, worstTokens) = problem.Tokens is { } tokens ? Extremes(tokens, kindOf, leaders.Count) : (null, null);
        var isExact = bestCost.Values.SequenceEqual(worstCost.Values) && bestQuality.Values.SequenceEqual(worstQuality.Values)
            && (bestTokens is null || bestTokens.Values.SequenceEqual(worstTokens!.Values));
        if (isExact)
            return new MergedKinds(problem, problem);
        return new MergedKinds(
            ProblemCopy.With(problem, bestCost, bestQuality, bestTokens, problem.Eligible),
            ProblemCopy.With(problem, worstCost, worstQuality, worstTokens, problem.Eligible));
    }

    private static (QueryEndpointMatrix Lowest, QueryEndpointMatrix Highest) Extremes(QueryEndpointMatrix matrix, int[] kindOf, int kinds)
    {
        var m = matrix.EndpointCount;
        var (low, high) = (new double[kinds * m], new double[kinds * m]);
        Array.Fill(low, double.PositiveInfinity);
        Array.Fill(high, double.NegativeInfinity);
        for (var i = 0; i < kindOf.Length; i++)
        {
            for (var j = 0; j < m; j++)
            {
                var k = (kindOf[i] * m) + j;
                low[k] = Math.Min(low[k], matrix[i, j]);
                high[k] = Math.Max(high[k], matrix[i, j]);
            }
        }

        return (Spread(low), Spread(high));

        QueryEndpointMatrix Spread(double[] values)
        {
            var all = new double[kindOf.Length * m];
            for (var i = 0; i < kindOf.Length; i++)
                values.AsSpan(kindOf[i] * m, m).CopyTo(all.AsSpan(i * m));
            return new QueryEndpointMatrix(all, m);
        }
    }
}
