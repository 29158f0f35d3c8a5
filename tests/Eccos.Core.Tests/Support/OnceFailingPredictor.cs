namespace Eccos.Core.Tests.Support;

/// <summary>Throws the first time that it meets a query.</summary>
internal sealed class OnceFailingPredictor(IPredictor predictor, string id) : IPredictor
{
    private bool _failed;

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        if (_failed || queries.All(query => query.Id != id))
            return predictor.PredictAsync(queries, cancellationToken);
        _failed = true;
        throw new InvalidOperationException("Not now.");
    }
}
