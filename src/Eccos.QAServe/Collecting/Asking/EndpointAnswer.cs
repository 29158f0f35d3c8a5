namespace Eccos.QAServe;

/// <summary>What an endpoint answered.</summary>
/// <param name="Text">The whole text; may be empty.</param>
/// <param name="InputTokens">Input tokens; null when neither reported nor counted.</param>
/// <param name="CachedInputTokens">The part of them that came from the endpoint's prompt cache.</param>
/// <param name="OutputTokens">Output tokens; null when neither reported nor counted.</param>
/// <param name="TokensCounted">Whether input or output tokens were counted here, because they were not reported.</param>
/// <param name="Finish">Why the answer ended.</param>
/// <param name="Latency">The time to the whole answer.</param>
internal sealed record EndpointAnswer(string Text, int? InputTokens, int CachedInputTokens, int? OutputTokens, bool TokensCounted, string? Finish, TimeSpan Latency)
{
    /// <summary>All tokens, as the endpoint reported them; null when it did not report both input and output.</summary>
    public double? ReportedTokens => TokensCounted ? null : (double?)InputTokens + OutputTokens;

    /// <summary>What it cost at the endpoint's prices, in USD; null when prices or tokens are not known.</summary>
    public double? CostUsd(TokenPrices? prices) => prices is null || InputTokens is not { } input || OutputTokens is not { } output
        ? null
        : prices.CostUsd(input - CachedInputTokens, output, CachedInputTokens);

    /// <summary>
    /// What counts as spent on it, in USD. Tokens that were counted here are those of the text alone, and more may be billed, such as reasoning:
    /// the worst case stands unless the tokens were reported.
    /// </summary>
    public double SpentUsd(TokenPrices? prices, double worstUsd) => CostUsd(prices) is not { } cost ? worstUsd : TokensCounted ? Math.Max(cost, worstUsd) : cost;
}
