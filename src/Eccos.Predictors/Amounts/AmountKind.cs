namespace Eccos.Predictors;

/// <summary>What was recorded of an endpoint's answers, and is therefore learned.</summary>
internal enum AmountKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Output tokens, whether costs were recorded or not.</summary>
    OutputTokens,

    /// <summary>Costs in USD alone.</summary>
    CostUsd,
}
