namespace Eccos.Predictors;

/// <summary>A prediction, and what its success probabilities would be if no query had a twin.</summary>
/// <param name="Prediction">The prediction.</param>
/// <param name="Untwinned">The success probabilities without twins, in the same rows and columns.</param>
internal sealed record TwinnedPrediction(Prediction Prediction, QueryEndpointMatrix Untwinned)
{
    /// <summary>A prediction in which twins have no part, or none that is known.</summary>
    public TwinnedPrediction(Prediction prediction)
        : this(prediction, prediction.Success)
    {
    }

    /// <summary>Predicts by any predictor.</summary>
    public static async ValueTask<TwinnedPrediction> PredictAsync(IPredictor predictor, IReadOnlyList<Query> queries, CancellationToken cancellationToken) => predictor is ITwinned twinned
        ? await twinned.PredictTwinnedAsync(queries, cancellationToken).ConfigureAwait(false)
        : new TwinnedPrediction(await predictor.PredictAsync(queries, cancellationToken).ConfigureAwait(false));

    /// <summary>The columns of a pool's endpoints, in the pool's order.</summary>
    /// <exception cref="EccosException">The predictor knows nothing of an endpoint of the pool.</exception>
    public TwinnedPrediction For(ModelPool pool) => new(
        Prediction.For(pool),
        new Prediction(Prediction.Endpoints, Untwinned, Prediction.StandardError).For(pool).Success);
}
