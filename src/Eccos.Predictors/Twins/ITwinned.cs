namespace Eccos.Predictors;

/// <summary>A predictor a part of whose success probabilities is what the outcomes of a query's twin tell, see <see cref="TwinTransfer"/>.</summary>
internal interface ITwinned
{
    /// <summary>Predicts queries as <see cref="IPredictor.PredictAsync"/> does, and tells the success probabilities apart from what twins tell.</summary>
    /// <param name="queries">The queries.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    ValueTask<TwinnedPrediction> PredictTwinnedAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken);
}
