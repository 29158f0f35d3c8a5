namespace Eccos.Predictors;

/// <summary>What a row of <see cref="AddedObservations"/> holds of an endpoint, in place of <see cref="Label"/>.</summary>
internal enum AddedLabel
{
    /// <summary>y: how correct the answer was, 0 to 1.</summary>
    Success = Label.Success,

    /// <summary>The logarithm of the recorded amount less that of the predicted one.</summary>
    LogAmount = Label.LogOutputTokens,

    /// <summary>l: the logit that the fit alone gives the query.</summary>
    Logit = Label.LogCost,
}
