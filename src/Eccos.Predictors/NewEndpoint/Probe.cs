namespace Eccos.Predictors;

/// <summary>What an endpoint without history made of one query, asked to get to know the endpoint.</summary>
/// <remarks>An immutable value, checked where it is used.</remarks>
/// <param name="Query">The query. One of the history tells most, because there the other endpoints' outcomes say how hard it is.</param>
/// <param name="Correct">How correct the answer was, from 0, wrong, to 1, right.</param>
public sealed record Probe(Query Query, double Correct)
{
    /// <summary>The output tokens of the answer.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, when not known.</value>
    public int? OutputTokens { get; init; }

    /// <summary>The cost of the request in USD.</summary>
    /// <value>Finite, 0 or more; <see langword="null"/>, the default, when not known.</value>
    public double? CostUsd { get; init; }
}
