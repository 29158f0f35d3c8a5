using Eccos.Observations;

namespace Eccos.Predictors.Tests;

public sealed class SourceModelTests
{
    private static readonly ParallelOptions _parallel = new();

    [Test]
    public async Task Forecast_KindsThatTheTextGivesAway_IsNearerToTheTruthThanOutcomesAllow()
    {
        var (set, unseen) = (Sourced(Synthetic.Set(150, 1)), Sourced(Synthetic.Set(200, 2)));
        var encoder = HashedTextEncoder.Fit([.. set.Records.Select(record => record.Query)]);
        var (vectors, queries) = (await EncodeAsync(set, encoder), await EncodeAsync(unseen, encoder));
        var (scores, nothing) = Labels(set);
        int[] dimensions = [.. Enumerable.Range(0, encoder.Dimension)];

        var model = Fit(set, vectors, scores, nothing);

        var linear = LinearModel.Fit(vectors, scores, nothing, 3, LinearModel.Penalties, _parallel);
        var (ofSources, ofOutcomes) = (new double[unseen.Records.Count * 3], new double[unseen.Records.Count * 3]);
        var (sums, amounts, sources) = (new float[RidgeModel.WidthOf(3)], new double[3], new float[model.SourceCount]);
        var (right, names) = (0, SourceNames.Of(set)!.Label(unseen).Source);
        for (var i = 0; i < unseen.Records.Count; i++)
        {
            model.Forecast(queries.Row(i), dimensions, sums, sources, ofSources.AsSpan(i * 3, 3), amounts);
            Assert.That(sources.Sum(), Is.EqualTo(1).Within(1e-5));
            right += sources.AsSpan().IndexOf(sources.Max()) == names[i] ? 1 : 0;
            new SourceRidge(linear).Forecast(queries.Row(i), dimensions, sums, [], ofOutcomes.AsSpan(i * 3, 3), amounts);
        }

        Assert.That(right, Is.GreaterThan(190), "of 200 queries");
        Assert.That(Loss(unseen, ofSources), Is.LessThan(Loss(unseen, ofOutcomes)));
        Assert.That(Loss(unseen, ofSources), Is.LessThan(Synthetic.LossOfTruth(unseen) + 0.03));
    }

    [Test]
    public async Task Forecast_TextThatMayComeFromTwoSources_LiesBetweenTheirMeans()
    {
        var set = Sourced(Synthetic.Set(300, 1), record => record.Query.StartsWith("def", StringComparison.Ordinal) ? "code" : "words");
        var encoder = HashedTextEncoder.Fit([.. set.Records.Select(record => record.Query)]);
        var (scores, nothing) = Labels(set);
        var model = Fit(set, await EncodeAsync(set, encoder), scores, nothing);
        var (sums, logits, amounts, sources) = (new float[RidgeModel.WidthOf(3)], new double[3], new double[3], new float[2]);

        model.Forecast(new float[encoder.Dimension], [.. Enumerable.Range(0, encoder.Dimension)], sums, sources, logits, amounts);

        // A vector of zeros tells nothing: sources are as likely as frequent.
        var shares = SourceNames.Of(set)!.Label(set).Source.CountBy(s => s).OrderBy(entry => entry.Key).Select(entry => entry.Value / 300.0).ToArray();
        Assert.That(sources, Is.EqualTo(shares).Within(1e-5));
        for (var j = 0; j < 3; j++)
            Assert.That(Logistic.Sigmoid(logits[j]), Is.EqualTo((shares[0] * model.Means.Row(0)[j]) + (shares[1] * model.Means.Row(1)[j])).Within(1e-5));
    }

    [Test]
    public void Forecast_SourceThatHardlyComesIntoQuestion_CountsInTheMeanAndIsNotNamed()
    {
        var (weights, means) = (new DenseMatrix(1, SourceModel.StrideOf(3)), new DenseMatrix(3, RidgeModel.WidthOf(1)));
        (means.Row(0)[0], means.Row(1)[0], means.Row(2)[0]) = (0.9f, 0.5f, 0.1f);
        var model = new SourceModel([MathF.Log(0.594f), MathF.Log(0.4f), MathF.Log(0.006f)], weights, means);
        var (sums, logits, amounts, sources) = (new float[RidgeModel.WidthOf(1)], new double[1], new double[1], new float[3]);

        model.Forecast([0], [0], sums, sources, logits, amounts);

        Assert.That(sources, Is.EqualTo(new[] { 0.594f / 0.994f, 0.4f / 0.994f, 0 }).Within(1e-6));
        Assert.That(Logistic.Sigmoid(logits[0]), Is.EqualTo((0.594 * 0.9) + (0.4 * 0.5) + (0.006 * 0.1)).Within(1e-6));
    }

    [Test]
    public async Task FitAsync_HybridOfRecordsWithSources_WeighsThem()
    {
        var options = new HybridOptions { Folds = 2, FoldMembers = 1, Mlp = new MlpOptions { HiddenLayers = [8], Members = 1, MaxEpochs = 3 } };

        var with = await new HybridTrainer(options).FitAsync(Sourced(Synthetic.Set(150, 1)));
        var without = await new HybridTrainer(options).FitAsync(Synthetic.Set(150, 1));

        Assert.That(with.DifficultyWeight(BaseLearner.Source) + with.InteractionWeight(BaseLearner.Source), Is.GreaterThan(0.1));
        Assert.That(with.Model.Stacking.Weights.OfSources, Has.Length.EqualTo(6 * 2 * with.Learners.Count));
        Assert.That(without.DifficultyWeight(BaseLearner.Source) + without.InteractionWeight(BaseLearner.Source), Is.Zero);
    }

    private static SourceModel Fit(TrainingSet set, DenseMatrix vectors, float[] scores, float[] amounts) =>
        SourceFit.Fit(SourceNames.Of(set)!.Label(set), vectors, scores, amounts, 3, _parallel);

    private static (float[] Scores, float[] Nothing) Labels(TrainingSet set)
    {
        var scores = Array.ConvertAll(set.Success.Values.ToArray(), value => (float)value);
        var nothing = new float[scores.Length];
        Array.Fill(nothing, float.NaN);
        return (scores, nothing);
    }

    private static async Task<DenseMatrix> EncodeAsync(TrainingSet of, HashedTextEncoder encoder)
    {
        var matrix = new DenseMatrix(of.Records.Count, encoder.Dimension);
        await encoder.EncodeAsync([.. of.Records.Select(record => record.Query)], matrix.Values);
        return matrix;
    }

    private static double Loss(TrainingSet set, double[] logits) => Losses.LogLoss(set, (i, j) => Logistic.Sigmoid(logits[(i * 3) + j]));

    private static string Kind(QAServeRecord record) => $"{record.Query.StartsWith("def", StringComparison.Ordinal)} {(record.Query.Contains("simple", StringComparison.Ordinal) ? 0 : record.Query.Contains("usual", StringComparison.Ordinal) ? 1 : 2)}";

    private static TrainingSet Sourced(TrainingSet set, Func<QAServeRecord, string?>? source = null) =>
        Sets.Of([.. set.Records.Select(record => record with { Source = (source ?? Kind)(record) })]);
}
