namespace Eccos;

/// <summary>What every query on every endpoint of the pool counts with in decisions, at today's prices.</summary>
/// <param name="Queries">The queries.</param>
/// <param name="Prediction">The prediction, in pool order; its success is the quantile that the goal names, if it names one.</param>
/// <param name="Cost">USD; the expectation, or the quantile that the goal names.</param>
/// <param name="Tokens">Input and output tokens, rounded up to whole ones.</param>
/// <param name="Eligible">Which endpoint may serve which query, row after row.</param>
internal sealed record Forecast(IReadOnlyList<Query> Queries, Prediction Prediction, QueryEndpointMatrix Cost, QueryEndpointMatrix Tokens, bool[] Eligible)
{
    /// <summary>The prediction as it is expected, quantile or not.</summary>
    public Prediction Expected { get; init; } = Prediction;

    /// <summary>c_ij as they are expected.</summary>
    public QueryEndpointMatrix ExpectedCost { get; init; } = Cost;

    /// <summary>Whether an endpoint may serve a query that its health lets requests through to.</summary>
    public bool HasEligible(int query, int?[] room)
    {
        for (var j = 0; j < room.Length; j++)
        {
            if (Eligible[(query * room.Length) + j] && room[j] != 0)
                return true;
        }

        return false;
    }

    public bool HasEligible(int query) => Eligible.AsSpan(query * Cost.EndpointCount, Cost.EndpointCount).Contains(true);

    /// <summary>What is expected of one of the queries.</summary>
    public Forecast Row(int query)
    {
        var m = Cost.EndpointCount;
        return new Forecast([Queries[query]], Prediction.Rows(query), Of(Cost), Of(Tokens), [.. Eligible.AsSpan(query * m, m)]) { Expected = Expected.Rows(query), ExpectedCost = Of(ExpectedCost) };

        QueryEndpointMatrix Of(QueryEndpointMatrix matrix) => new([.. matrix.Row(query)], m);
    }
}
