namespace Eccos.Predictors;

/// <summary>Learns from out-of-fold forecasts: stacking, shrinking of the interaction, twins, calibration, blend of amounts.</summary>
internal sealed class HybridBlend(TrainingSet set, AmountModel amounts, HybridOptions options, Lazy<ITokenCounter> counter, ParallelOptions parallel)
{
    private readonly int _m = set.Endpoints.Count;
    private readonly float[] _success = Array.ConvertAll(set.Success.Values.ToArray(), value => (float)value);

    /// <returns>The blend, its reliability, and what twins add to the out-of-fold logits by folds that do not hold them.</returns>
    public (HybridModel Model, Reliability Reliability, double[] Twins) Fit(BaseForecast outOfFold, int[] fold, int folds)
    {
        if (folds == 0)
            return (Plain(outOfFold.Logits.Length, outOfFold.SourceCount), Reliability.Measure([], []), []);
        var stacking = LogitStackingFit.Fit(outOfFold, _success);
        var z = amounts.Labels(set);
        var amountStacking = AmountStackingFit.Fit(outOfFold, z);
        var blended = new double[z.Length];
        for (var i = 0; i < outOfFold.QueryCount; i++)
            amountStacking.Blend(outOfFold.Amounts, i, outOfFold.SourcesOf(i), blended.AsSpan(i * _m, _m));
        var retransformation = Retransformation.Fit(z, blended, _m);

        var (shared, own) = Parts(stacking, outOfFold);
        var choice = new InteractionChoice(shared, own, _success, _m, stacking.Intercepts);
        var interaction = choice.Choose(options.InteractionRank, options.InteractionStrength, Router(blended, retransformation));
        var (logits, intercepts) = choice.Logits(interaction);
        var twins = new TwinFit(logits, _success, outOfFold.Twins, fold, folds).Fit(out var corrections);
        VectorMath.AddScaled(logits, corrections, 1);

        int[] labelled = [.. Enumerable.Range(0, logits.Length).Where(k => !float.IsNaN(_success[k]))];
        var x = Array.ConvertAll(labelled, k => logits[k]);
        var y = Array.ConvertAll(labelled, k => (double)_success[k]);
        var calibration = CalibrationChoice.Fit(x, y, Array.ConvertAll(labelled, k => fold[k / _m]), folds);
        var calibrated = Array.ConvertAll(logits, logit => { var p = calibration.Probability(logit); return Math.Log(p / (1 - p)); });
        var model = new HybridModel(stacking, interaction, intercepts, twins, calibration, amountStacking, retransformation, ResidualCorrelation.Shared(calibrated, _success, _m));
        return (model, Reliability.Measure(Array.ConvertAll(x, calibration.Probability), y), corrections);
    }

    /// <summary>Too few queries to learn from: all learners count alike and the interaction not at all.</summary>
    private HybridModel Plain(int l, int sources)
    {
        var means = new double[l][];
        for (var k = 0; k < l; k++)
            means[k] = new double[_m];
        var equal = StackingWeights.Equal(l, sources);
        var stacking = new LogitStacking(means, new double[_m], equal);
        var all = InteractionShrinkage.Create(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(_m), _m, 1);
        return new HybridModel(stacking, all, new double[_m], TwinTransfer.None(_m), PlattScaling.Identity, new AmountStacking(equal), Retransformation.None(_m), 0.3);
    }

    private (double[] Shared, double[] Own) Parts(LogitStacking stacking, BaseForecast forecast)
    {
        var shared = new double[forecast.QueryCount];
        var own = new double[forecast.QueryCount * _m];
        var scratch = new double[_m];
        for (var i = 0; i < shared.Length; i++)
            shared[i] = stacking.Blend(forecast.Logits, i, forecast.SourcesOf(i), own.AsSpan(i * _m, _m), scratch);
        return (shared, own);
    }

    /// <summary>Scores success probabilities by routing gain, where the records tell every endpoint's outcome and cost of enough queries; else null.</summary>
    private Func<double[], double>? Router(double[] blended, Retransformation retransformation)
    {
        const int FewestQueries = 100;
        int[] rows = [.. Enumerable.Range(0, set.Records.Count).Where(i => !set.Success.Row(i).Contains(double.NaN) && !set.CostUsd.Row(i).Contains(double.NaN))];
        if (rows.Length < FewestQueries || _m < 2)
            return null;
        var expected = new double[blended.Length];
        for (var k = 0; k < expected.Length; k++)
            expected[k] = Math.Exp(amounts.LogMeans[k % _m] + blended[k] + retransformation.MeanShift(k % _m, blended[k]));
        var nothing = new double[expected.Length];
        var costs = AmountForecast.Compose(set.Endpoints, nothing, nothing, expected, nothing, amounts, [.. set.Records.Select(record => record.ToQuery())], counter).CostUsd;
        if (costs is null || costs.Values.Contains(double.NaN))
            return null;
        var gain = new RoutingGain(Rows(set.Success.Values), Rows(set.CostUsd.Values), _m, parallel);
        var predicted = Rows(costs.Values);
        return success => gain.Of(Rows(success), predicted);

        double[] Rows(ReadOnlySpan<double> values)
        {
            var taken = new double[rows.Length * _m];
            for (var i = 0; i < rows.Length; i++)
                values.Slice(rows[i] * _m, _m).CopyTo(taken.AsSpan(i * _m));
            return taken;
        }
    }
}
