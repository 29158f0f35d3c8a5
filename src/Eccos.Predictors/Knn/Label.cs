namespace Eccos.Predictors;

/// <summary>What an observation tells of an endpoint.</summary>
internal enum Label
{
    /// <summary>How correct the answer was, 0 to 1.</summary>
    Success,

    /// <summary>ln max(output tokens, 1).</summary>
    LogOutputTokens,

    /// <summary>ln max(cost in USD, 1e-9).</summary>
    LogCost,

    /// <summary>Recorded input tokens less the query's own: the endpoint's prompt around the query.</summary>
    PromptOverhead,
}
