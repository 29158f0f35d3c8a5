namespace Eccos.Predictors;

/// <summary>Takes observations into a hybrid: encodes them and measures how far the fit is off on them.</summary>
internal static class AddedRows
{
    public static async ValueTask<AddedObservations> AddAsync(HybridPredictor predictor, ObservedRows rows, CancellationToken cancellationToken)
    {
        var (learners, m) = (predictor.Learners, predictor.Endpoints.Count);
        string[] texts = [.. rows.Set.Records.Select(record => record.Query)];
        var vectors = new float[texts.Length * learners.Encoding.Width];
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        await learners.Encoding.EncodeAsync(texts, vectors, parallel).ConfigureAwait(false);
        var forecast = new BaseForecast(learners.Count, texts.Length, m, learners.SourceCount);
        learners.Forecast(texts, vectors, forecast, added: null, parallel);

        var labels = Enum.GetValues<AddedLabel>().ToDictionary(label => label, _ => new float[texts.Length * m]);
        var (blend, amounts) = (new BlendedRow(predictor), learners.Mlp.Amounts.Labels(rows.Set, rows.Columns));
        Array.Fill(labels[AddedLabel.Success], float.NaN);
        for (var i = 0; i < texts.Length; i++)
        {
            blend.Read(forecast, i, twins: null);
            for (var j = 0; j < rows.Columns.Length; j++)
                labels[AddedLabel.Success][(i * m) + rows.Columns[j]] = (float)rows.Set.Success[i, j];
            for (var j = 0; j < m; j++)
            {
                labels[AddedLabel.Logit][(i * m) + j] = (float)Logistic.Logit(blend.Success[j]);
                labels[AddedLabel.LogAmount][(i * m) + j] = (float)(amounts[(i * m) + j] - blend.LogAmounts[j]);
            }
        }

        return (predictor.Added ?? AddedObservations.None(learners)).Add(texts, vectors, labels);
    }
}
