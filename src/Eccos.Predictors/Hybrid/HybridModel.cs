namespace Eccos.Predictors;

/// <summary>Everything that fitting a hybrid yields beside its base learners.</summary>
/// <param name="Stacking">How the learners' logits are blended.</param>
/// <param name="Interaction">How the interaction is shrunk.</param>
/// <param name="Intercepts">c_j after shrinking.</param>
/// <param name="Twins">What the outcomes of a query's twin add.</param>
/// <param name="Calibration">From logits to probabilities.</param>
/// <param name="Amounts">How the learners' log amounts are blended.</param>
/// <param name="Retransformation">From the blend of log amounts to amounts.</param>
/// <param name="SharedVariance">rho, the part of p (1 - p) that is error of a query's difficulty.</param>
internal sealed record HybridModel(
    LogitStacking Stacking,
    InteractionShrinkage Interaction,
    double[] Intercepts,
    TwinTransfer Twins,
    ICalibration Calibration,
    AmountStacking Amounts,
    Retransformation Retransformation,
    double SharedVariance);
