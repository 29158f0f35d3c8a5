namespace Eccos.Experiments.Scheduling;

/// <summary>Repeats predictions made before, by the queries' ids, so that many orders and cuts of the same queries are predicted once.</summary>
internal sealed class KnownPredictor : IPredictor
{
    private readonly Dictionary<string, (Prediction Prediction, int Row)> _rows = new(StringComparer.Ordinal);

    // Says what all of them have in common: their columns, and what is known of their errors.
    private readonly Prediction _form;

    public KnownPredictor(params IEnumerable<PredictedQueries> known)
    {
        foreach (var (queries, prediction) in known)
        {
            _form ??= prediction;
            for (var i = 0; i < queries.Count; i++)
                _rows.Add(queries[i].Id, (prediction, i));
        }

        ArgumentNullException.ThrowIfNull(_form, nameof(known));
    }

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_form.Gather([.. queries.Select(query => _rows[query.Id])]));
}
