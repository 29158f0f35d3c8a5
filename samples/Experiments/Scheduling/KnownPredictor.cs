namespace Eccos.Experiments.Scheduling;

/// <summary>Repeats predictions made before, by the queries' ids, so that many orders of the same queries are predicted once.</summary>
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

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var m = _form.Endpoints.Count;
        return ValueTask.FromResult(new Prediction(_form.Endpoints, Rows(of => of.Success)!, Rows(of => of.StandardError)!)
        {
            OutputTokens = Rows(of => of.OutputTokens),
            InputTokens = Rows(of => of.InputTokens),
            CostUsd = Rows(of => of.CostUsd),
            HeldOutErrors = _form.HeldOutErrors,
        });

        QueryEndpointMatrix? Rows(Func<Prediction, QueryEndpointMatrix?> matrix)
        {
            if (matrix(_form) is null)
                return null;
            var values = new double[queries.Count * m];
            for (var i = 0; i < queries.Count; i++)
            {
                var (prediction, row) = _rows[queries[i].Id];
                matrix(prediction)!.Row(row).CopyTo(values.AsSpan(i * m));
            }

            return new QueryEndpointMatrix(values, m);
        }
    }
}
