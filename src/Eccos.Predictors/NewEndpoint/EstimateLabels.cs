using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>Learns from labels in an extensible predictor: those of known endpoints join the base predictor's memory, those of estimated ones are probes.</summary>
internal static class EstimateLabels
{
    /// <exception cref="EccosException">An observation names an endpoint that is not known, or carries a value out of range.</exception>
    public static async ValueTask<ExtensiblePredictor> LearnAsync(ExtensiblePredictor predictor, IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken)
    {
        _ = ObservedRows.Of(predictor.Endpoints, observations);
        var grown = predictor.Base;
        if (grown is IGrowable memory && Of(observations, name => predictor.History.Known.TryGetIndex(name, out _)) is { Length: > 0 } known)
            grown = await memory.GrowAsync(known, cancellationToken).ConfigureAwait(false);

        var probed = Of(observations, name => predictor.EstimatedEndpoints.Contains(name, StringComparer.Ordinal));
        if (probed.Length == 0)
            return new ExtensiblePredictor(grown, predictor.History, predictor.Estimated);
        var predictions = await TwinnedPrediction.PredictAsync(predictor.Base, [.. probed.Select(record => record.ToQuery())], cancellationToken).ConfigureAwait(false);
        predictions = predictions.For(predictor.History.Known);
        return new ExtensiblePredictor(grown, predictor.History, [.. predictor.Estimated.Select(endpoint => Learn(endpoint, probed, predictions, predictor.History))]);
    }

    private static EstimatedEndpoint Learn(EstimatedEndpoint endpoint, QAServeRecord[] records, TwinnedPrediction predictions, EndpointHistory history)
    {
        var labels = records.Index().SelectMany(entry => entry.Item.Outputs.Where(output => output.Endpoint == endpoint.Endpoint.Name).Select(output => (entry.Index, Probe(entry.Item, output))));
        return history.Learn(endpoint, [.. labels], predictions);
    }

    private static Probe Probe(QAServeRecord record, QAServeOutput output) => new(record.ToQuery(), output.Correct) { OutputTokens = output.OutputTokens, CostUsd = output.CostUsd };

    /// <summary>The observations with some endpoints' outcomes alone; those without any are gone.</summary>
    private static QAServeRecord[] Of(IReadOnlyList<QAServeRecord> observations, Func<string, bool> taken) =>
    [
        .. observations.Select(record => record with { Outputs = [.. record.Outputs.Where(output => taken(output.Endpoint))] }).Where(record => record.Outputs.Count > 0),
    ];
}
