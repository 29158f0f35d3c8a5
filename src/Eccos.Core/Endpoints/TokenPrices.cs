namespace Eccos;

/// <summary>What an endpoint charges, in USD per million tokens.</summary>
/// <param name="Input">USD per million input tokens; finite, 0 or more.</param>
/// <param name="Output">USD per million output tokens; finite, 0 or more.</param>
/// <param name="CachedInput">
/// USD per million input tokens served from the endpoint's prompt cache; <see langword="null"/> when they cost as much as any other input.
/// </param>
public sealed record TokenPrices(double Input, double Output, double? CachedInput = null)
{
    private const double TokensPerPriceUnit = 1_000_000;

    /// <summary>The cost of one request: input tokens x input price + output tokens x output price.</summary>
    /// <param name="inputTokens">Input tokens that did not come from the prompt cache.</param>
    /// <param name="outputTokens">Output tokens.</param>
    /// <param name="cachedInputTokens">Input tokens that came from the prompt cache.</param>
    /// <returns>The cost in USD.</returns>
    public double CostUsd(double inputTokens, double outputTokens, double cachedInputTokens = 0) =>
        ((inputTokens * Input) + (outputTokens * Output) + (cachedInputTokens * (CachedInput ?? Input))) / TokensPerPriceUnit;
}
