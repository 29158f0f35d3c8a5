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

    private Prediction Twinless => new(Prediction.Endpoints, Untwinned, Prediction.StandardError);

    /// <summary>Predicts by any predictor.</summary>
    public static async ValueTask<TwinnedPrediction> PredictAsync(IPredictor predictor, IReadOnlyList<Query> queries, CancellationToken cancellationToken) => predictor is ITwinned twinned
        ? await twinned.PredictTwinnedAsync(queries, cancellationToken).ConfigureAwait(false)
        : new TwinnedPrediction(await predictor.PredictAsync(queries, cancellationToken).ConfigureAwait(false));

    /// <summary>The columns of a pool's endpoints, in the pool's order.</summary>
    /// <exception cref="EccosException">The predictor knows nothing of an endpoint of the pool.</exception>
    public TwinnedPrediction For(ModelPool pool) => new(Prediction.For(pool), Twinless.For(pool).Success);

    /// <summary>One of rows of several, which have the same columns.</summary>
    public static TwinnedPrediction Gather((TwinnedPrediction Part, int Query)[] rows)
    {
        var twinless = rows.Select(row => row.Part).Distinct().ToDictionary(part => part, part => part.Twinless);
        var form = rows[0].Part;
        return new TwinnedPrediction(
            form.Prediction.Gather(Array.ConvertAll(rows, row => (row.Part.Prediction, row.Query))),
            twinless[form].Gather(Array.ConvertAll(rows, row => (twinless[row.Part], row.Query))).Success);
    }
}
