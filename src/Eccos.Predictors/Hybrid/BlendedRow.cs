namespace Eccos.Predictors;

/// <summary>The blend of what the learners say of one query, read from row to row.</summary>
internal sealed class BlendedRow(HybridPredictor predictor)
{
    private readonly double[] _own = new double[predictor.Endpoints.Count];
    private readonly double[] _shrunk = new double[predictor.Endpoints.Count];

    /// <summary>a_ij, M values.</summary>
    public double[] Success { get; } = new double[predictor.Endpoints.Count];

    /// <summary>z, M log amounts less the mean of their endpoint.</summary>
    public double[] LogAmounts { get; } = new double[predictor.Endpoints.Count];

    /// <summary>Blends one query.</summary>
    /// <param name="forecast">What the learners say.</param>
    /// <param name="i">The query's row.</param>
    /// <param name="twins">b_ij where it was learned without the queries' own outcomes; null to compute it from the outcomes of their twins.</param>
    public void Read(BaseForecast forecast, int i, double[]? twins)
    {
        var (model, m) = (predictor.Model, Success.Length);
        var shared = model.Stacking.Blend(forecast.Logits, i, forecast.SourcesOf(i), _own, _shrunk);
        model.Interaction.Apply(_own, _shrunk);
        if (twins is not null)
            VectorMath.AddScaled(_shrunk, twins.AsSpan(i * m, m), 1);
        else if (forecast.Twins[i].Row >= 0)
            model.Twins.Apply(forecast.Twins[i], Outcomes(forecast.Twins[i].Row), _shrunk);
        model.Amounts.Blend(forecast.Amounts, i, forecast.SourcesOf(i), LogAmounts);
        for (var j = 0; j < m; j++)
        {
            var k = (i * m) + j;
            Success[j] = model.Calibration.Probability(model.Intercepts[j] + shared + _shrunk[j]);
            if (forecast.LogitOffsets.Length == 0)
                continue;
            if (forecast.LogitOffsets[k] is not 0 and var offset)
                Success[j] = Logistic.Sigmoid(Logistic.Logit(Success[j]) + offset);
            LogAmounts[j] += forecast.AmountOffsets[k];
        }
    }

    private ReadOnlySpan<float> Outcomes(int row) => row < predictor.Learners.Memory.Count
        ? predictor.Learners.Memory.Labels(row, Label.Success)
        : predictor.Added!.Labels(row, AddedLabel.Success);
}
