namespace Eccos.Optimization;

/// <summary>Whether two queries differ by no more than a tolerance, and are otherwise the same.</summary>
internal sealed class QueryLikeness
{
    private readonly AssignmentProblem _problem;
    private readonly List<int>[] _groups;
    private readonly double _quality;
    private readonly double _cost;
    private readonly double _tokens;

    /// <param name="problem">The queries.</param>
    /// <param name="tolerance">By how much they may differ: in quality, and in costs and tokens as a part of their mean.</param>
    public QueryLikeness(AssignmentProblem problem, double tolerance)
    {
        (_problem, _groups) = (problem, QueryKinds.GroupsOf(problem));
        (_quality, _cost, _tokens) = (tolerance, tolerance * Mean(problem.Cost), problem.Tokens is { } tokens ? tolerance * Mean(tokens) : 0);
    }

    public bool AreAlike(int a, int b)
    {
        var m = _problem.EndpointCount;
        return AreNear(_problem.Cost, a, b, _cost)
            && AreNear(_problem.Quality, a, b, _quality)
            && (_problem.Tokens is not { } tokens || AreNear(tokens, a, b, _tokens))
            && (_problem.Eligible.Length == 0 || _problem.Eligible.Span.Slice(a * m, m).SequenceEqual(_problem.Eligible.Span.Slice(b * m, m)))
            && (_groups.Length == 0 || _groups[a].SequenceEqual(_groups[b]));
    }

    private static bool AreNear(QueryEndpointMatrix matrix, int a, int b, double tolerance)
    {
        var first = matrix.Row(a);
        var second = matrix.Row(b);
        for (var j = 0; j < first.Length; j++)
        {
            if (!(Math.Abs(first[j] - second[j]) <= tolerance))
                return false;
        }

        return true;
    }

    private static double Mean(QueryEndpointMatrix matrix)
    {
        var sum = 0.0;
        foreach (var value in matrix.Values)
            sum += value;
        return matrix.Values.Length == 0 ? 0 : sum / matrix.Values.Length;
    }
}
