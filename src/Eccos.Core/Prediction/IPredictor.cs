namespace Eccos;

/// <summary>Predicts, for every query and endpoint, the chance of a correct answer and the tokens or the cost.</summary>
/// <remarks>
/// Implementations are immutable once fitted or loaded, and safe for use from any thread. The same queries give the same prediction,
/// whatever the number of threads and however the queries are cut into batches.
/// </remarks>
public interface IPredictor
{
    /// <summary>Predicts a batch of queries.</summary>
    /// <param name="queries">N queries; may be empty.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>N rows, one column per endpoint that the predictor knows.</returns>
    ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default);
}
