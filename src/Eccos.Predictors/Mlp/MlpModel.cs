namespace Eccos.Predictors;

/// <summary>Everything that fitting an MLP yields beside its encoders.</summary>
/// <param name="Scaling">How the query's features are standardised.</param>
/// <param name="Networks">The ensemble.</param>
/// <param name="Buckets">The buckets of the length head; of count 0 when nothing was recorded.</param>
/// <param name="Amounts">What was learned of each endpoint's tokens or costs.</param>
/// <param name="Retransformation">From log amounts to amounts.</param>
/// <param name="Temperature">What the ensemble's logits are multiplied with, fitted on held-out queries.</param>
/// <param name="SharedVariance">
/// rho: the part of p (1 - p) that held-out residuals of different endpoints on the same query share, the error of the query's difficulty.
/// </param>
/// <param name="Errors">What held-out queries tell of the predictions' errors; <see langword="null"/> when too few were held out.</param>
internal sealed record MlpModel(
    FeatureScaling Scaling,
    TwoTowerNetwork[] Networks,
    LengthBuckets Buckets,
    AmountModel Amounts,
    Retransformation Retransformation,
    double Temperature,
    double SharedVariance,
    HeldOutErrors? Errors = null)
{
    public int EndpointCount => Amounts.EndpointCount;

    /// <summary>The networks, laid out for prediction.</summary>
    public TwoTowerEnsemble Ensemble { get; } = new(Networks, Buckets);
}
