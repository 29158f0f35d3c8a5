namespace Eccos;

/// <summary>What is expected of every query on every endpoint of the pool, at today's prices.</summary>
/// <param name="Queries">The queries.</param>
/// <param name="Prediction">The prediction, in pool order.</param>
/// <param name="Cost">USD.</param>
/// <param name="Tokens">Input and output tokens, rounded up to whole ones.</param>
/// <param name="Eligible">Which endpoint may serve which query, row after row.</param>
internal sealed record Forecast(IReadOnlyList<Query> Queries, Prediction Prediction, QueryEndpointMatrix Cost, QueryEndpointMatrix Tokens, bool[] Eligible)
{
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
}
