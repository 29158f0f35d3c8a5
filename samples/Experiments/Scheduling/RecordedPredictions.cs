namespace Eccos.Experiments.Scheduling;

/// <summary>Predicts again what was predicted before, query by query, however they are cut into batches.</summary>
internal sealed class RecordedPredictions(IReadOnlyList<DecidedBatch> batches) : IPredictor
{
    private readonly Prediction _first = batches[0].Prediction;
    private readonly Dictionary<string, (Prediction Prediction, int Row)> _rows = batches
        .SelectMany(batch => batch.Schedule.Placements.Index().Select(entry => (entry.Item.Query.Id, batch.Prediction, Row: entry.Index)))
        .ToDictionary(entry => entry.Id, entry => (entry.Prediction, entry.Row), StringComparer.Ordinal);

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) => ValueTask.FromResult(
        new Prediction(_first.Endpoints, Gather(queries, prediction => prediction.Success)!, Gather(queries, prediction => prediction.StandardError)!)
        {
            OutputTokens = Gather(queries, prediction => prediction.OutputTokens),
            MedianOutputTokens = Gather(queries, prediction => prediction.MedianOutputTokens),
            InputTokens = Gather(queries, prediction => prediction.InputTokens),
            CostUsd = Gather(queries, prediction => prediction.CostUsd),
            EstimatedEndpoints = _first.EstimatedEndpoints,
            HeldOutErrors = _first.HeldOutErrors,
        });

    private QueryEndpointMatrix? Gather(IReadOnlyList<Query> queries, Func<Prediction, QueryEndpointMatrix?> part)
    {
        if (part(_first) is null)
            return null;
        var m = _first.Endpoints.Count;
        var values = new double[queries.Count * m];
        for (var i = 0; i < queries.Count; i++)
        {
            var (prediction, row) = _rows[queries[i].Id];
            part(prediction)!.Row(row).CopyTo(values.AsSpan(i * m));
        }

        return new QueryEndpointMatrix(values, m);
    }
}
