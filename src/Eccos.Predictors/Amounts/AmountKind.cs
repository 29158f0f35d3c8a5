namespace Eccos.Predictors;

/// <summary>What was recorded of an endpoint's answers, and is therefore learned.</summary>
internal enum AmountKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Output tokens, with costs beside some of them or fewer costs than tokens.</summary>
    OutputTokens,

    /// <summary>Costs in USD, none of them beside output tokens, and more than there are tokens.</summary>
    CostUsd,
}
