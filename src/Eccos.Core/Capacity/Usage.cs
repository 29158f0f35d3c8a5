namespace Eccos;

/// <summary>What a request really took, as the endpoint reports it.</summary>
/// <param name="InputTokens">Input tokens, those from the prompt cache included; 0 or more.</param>
/// <param name="OutputTokens">Output tokens; 0 or more.</param>
/// <param name="CachedInputTokens">The input tokens that came from the prompt cache; 0 to <paramref name="InputTokens"/>.</param>
public readonly record struct Usage(int InputTokens, int OutputTokens, int CachedInputTokens = 0)
{
    /// <summary>USD charged.</summary>
    /// <value>
    /// Finite and 0 or more; <see langword="null"/>, the default, to reckon it from the tokens and the prices the placement was made with, or,
    /// without prices, to take the expected cost.
    /// </value>
    public double? CostUsd { get; init; }
}
