namespace Eccos;

/// <summary>Puts a prediction's columns into the order of a pool.</summary>
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

    /// <summary>What is predicted of one query.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="query">The query's place.</param>
    internal static Prediction Row(this Prediction prediction, int query)
    {
        return new Prediction(prediction.Endpoints, Of(prediction.Success), Of(prediction.StandardError))
        {
            OutputTokens = Maybe(prediction.OutputTokens),
            MedianOutputTokens = Maybe(prediction.MedianOutputTokens),
            InputTokens = Maybe(prediction.InputTokens),
            CostUsd = Maybe(prediction.CostUsd),
            EstimatedEndpoints = prediction.EstimatedEndpoints,
            HeldOutErrors = prediction.HeldOutErrors,
            LogitShifts = prediction.LogitShifts,
        };

        QueryEndpointMatrix Of(QueryEndpointMatrix matrix) => new([.. matrix.Row(query)], matrix.EndpointCount);
        QueryEndpointMatrix? Maybe(QueryEndpointMatrix? matrix) => matrix is null ? null : Of(matrix);
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
