namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>Makes one prediction of rows of others.</summary>
internal static class PredictionRows
{
    /// <param name="endpoints">The columns of all of them.</param>
    /// <param name="rows">The rows, each of a prediction.</param>
    public static Prediction Gather(IReadOnlyList<string> endpoints, IReadOnlyList<(Prediction Prediction, int Row)> rows)
    {
        return new Prediction(endpoints, Matrix(prediction => prediction.Success)!, Matrix(prediction => prediction.StandardError)!)
        {
            OutputTokens = Matrix(prediction => prediction.OutputTokens),
            CostUsd = Matrix(prediction => prediction.CostUsd),
        };

        QueryEndpointMatrix? Matrix(Func<Prediction, QueryEndpointMatrix?> select)
        {
            if (rows.All(row => select(row.Prediction) is null))
                return null;
            var values = new double[rows.Count * endpoints.Count];
            Array.Fill(values, double.NaN);
            for (var i = 0; i < rows.Count; i++)
                select(rows[i].Prediction)?.Row(rows[i].Row).CopyTo(values.AsSpan(i * endpoints.Count));
            return new QueryEndpointMatrix(values, endpoints.Count);
        }
    }
}
