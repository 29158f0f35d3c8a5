namespace Eccos;

/// <summary>Selects columns and rows of predictions; all else that a prediction says stays with them.</summary>
public static class PredictionSelection
{
    /// <summary>The columns of a pool's endpoints, in the pool's order.</summary>
    /// <param name="prediction">A prediction that covers at least the pool.</param>
    /// <param name="pool">The pool.</param>
    /// <returns>The prediction itself when its columns are the pool's already.</returns>
    /// <exception cref="EccosException">The predictor knows nothing of an endpoint of the pool.</exception>
    public static Prediction For(this Prediction prediction, ModelPool pool)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(pool);
        if (prediction.Endpoints.SequenceEqual(pool.Names, StringComparer.Ordinal))
            return prediction;

        var column = prediction.Endpoints.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var missing = pool.Names.Where(name => !column.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            throw new EccosException(
                $"The predictor knows nothing of {string.Join(", ", missing.Select(name => $"'{name}'"))}; it was trained on {string.Join(", ", prediction.Endpoints)}.");
        }

        var columns = pool.Names.Select(name => column[name]).ToArray();
        return new Prediction(pool.Names, Select(prediction.Success, columns), Select(prediction.StandardError, columns))
        {
            OutputTokens = prediction.OutputTokens is { } output ? Select(output, columns) : null,
            MedianOutputTokens = prediction.MedianOutputTokens is { } median ? Select(median, columns) : null,
            InputTokens = prediction.InputTokens is { } input ? Select(input, columns) : null,
            CostUsd = prediction.CostUsd is { } cost ? Select(cost, columns) : null,
            EstimatedEndpoints = [.. prediction.EstimatedEndpoints.Where(name => pool.TryGetIndex(name, out _))],
            HeldOutErrors = prediction.HeldOutErrors,
            LogitShifts = prediction.LogitShifts is { } shifts ? Array.ConvertAll(columns, column => shifts[column]) : null,
        };
    }

    /// <summary>The rows of some queries.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="queries">Their places i, 0 to N - 1, in the order wanted; one may stand several times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static Prediction Rows(this Prediction prediction, params IEnumerable<int> queries)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(queries);
        return prediction.Gather([.. queries.Select(query => (prediction, query))]);
    }

    /// <summary>One prediction of rows of several, such as the parts of a cross-validation.</summary>
    /// <param name="form">Gives the columns and all that is not said of single queries: <see cref="Prediction.EstimatedEndpoints"/> and <see cref="Prediction.HeldOutErrors"/>.</param>
    /// <param name="rows">Each row's prediction, whose columns are those of <paramref name="form"/>, and its place in it.</param>
    /// <returns>Row i is <paramref name="rows"/>[i]; amounts that its prediction lacks and others have are NaN.</returns>
    /// <exception cref="ArgumentException">A prediction has other columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public static Prediction Gather(this Prediction form, IReadOnlyList<(Prediction Prediction, int Query)> rows)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(rows);
        var parts = rows.Select(row => row.Prediction).Distinct().ToList();
        if (parts.Find(part => !part.Endpoints.SequenceEqual(form.Endpoints, StringComparer.Ordinal)) is { } other)
            throw new ArgumentException($"A row has the columns {string.Join(", ", other.Endpoints)}; all must have {string.Join(", ", form.Endpoints)}.", nameof(rows));
        var m = form.Endpoints.Count;
        return new Prediction(form.Endpoints, Of(part => part.Success), Of(part => part.StandardError))
        {
            OutputTokens = Maybe(part => part.OutputTokens),
            MedianOutputTokens = Maybe(part => part.MedianOutputTokens),
            InputTokens = Maybe(part => part.InputTokens),
            CostUsd = Maybe(part => part.CostUsd),
            EstimatedEndpoints = form.EstimatedEndpoints,
            HeldOutErrors = form.HeldOutErrors,
            LogitShifts = form.LogitShifts,
        };

        QueryEndpointMatrix? Maybe(Func<Prediction, QueryEndpointMatrix?> select) => parts.Append(form).Any(part => select(part) is not null) ? Of(select) : null;

        QueryEndpointMatrix Of(Func<Prediction, QueryEndpointMatrix?> select)
        {
            var values = new double[rows.Count * m];
            for (var i = 0; i < rows.Count; i++)
            {
                var row = values.AsSpan(i * m, m);
                if (select(rows[i].Prediction) is { } matrix)
                    matrix.Row(rows[i].Query).CopyTo(row);
                else
                    row.Fill(double.NaN);
            }

            return new QueryEndpointMatrix(values, m);
        }
    }

    private static QueryEndpointMatrix Select(QueryEndpointMatrix matrix, int[] columns)
    {
        var values = new double[matrix.QueryCount * columns.Length];
        for (var i = 0; i < matrix.QueryCount; i++)
        {
            for (var j = 0; j < columns.Length; j++)
                values[(i * columns.Length) + j] = matrix[i, columns[j]];
        }

        return new QueryEndpointMatrix(values, columns.Length);
    }
}
