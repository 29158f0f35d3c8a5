namespace Eccos.Predictors;

/// <summary>What was recorded of an endpoint's answers, and is therefore learned.</summary>
internal enum AmountKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Output tokens, with costs beside some of them or no costs at all.</summary>
    OutputTokens,

    /// <summary>Costs in USD, none of them beside output tokens.</summary>
    CostUsd,
}
