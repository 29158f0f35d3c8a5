using Eccos.Observations;

namespace Eccos.Predictors.Tests;

public sealed class SourceModelTests
{
    private static readonly ParallelOptions _parallel = new();

    [TestCase("a", "b", true)]
    [TestCase("a", "a", false)]
    [TestCase("a", null, true)]
    [TestCase(null, null, false)]
    public void IsFor_TwoSourcesOrMore(string? first, string? second, bool expected) =>
        Assert.That(SourceModel.IsFor(Sourced(Synthetic.Set(20, 1), (_, i) => i % 2 == 0 ? first : second)), Is.EqualTo(expected));

    [Test]
    public void IsFor_EveryRecordOfItsOwnSource_IsNot() =>
        Assert.That(SourceModel.IsFor(Sourced(Synthetic.Set(20, 1), (_, i) => $"{i}")), Is.False);

    [Test]
    public void Means_LabelsWithoutChance_AreTheLabels()
    {
        // Endpoint 1 is better by 0.2 at source 0 and worse by 0.2 at source 1, which is harder by 0.3.
        float[] labels = [0.8f, 1.0f, 0.8f, 1.0f, 0.5f, 0.3f, 0.5f, 0.3f];

        Assert.That(SourceModel.Means(labels, [0, 0, 1, 1], 2, 2), Is.EqualTo(labels).Within(1e-6));
    }

    [Test]
    public void Means_MissingLabels_StayMissingAndTouchNothing()
    {
        float[] labels = [0.8f, float.NaN, 0.8f, 0.8f, 0.5f, 0.5f, float.NaN, float.NaN, 0.5f, 0.5f];

        var means = SourceModel.Means(labels, [0, 0, 1, 1, 1], 2, 2);

        for (var k = 0; k < labels.Length; k++)
            Assert.That(float.IsNaN(means[k]), Is.EqualTo(float.IsNaN(labels[k])));
        Assert.That(means[0], Is.EqualTo(0.8).Within(0.1));
    }

    [Test]
    public async Task Fit_KindsThatTheTextGivesAway_IsNearerToTheTruthThanOutcomesAllow()
    {
        var set = Sourced(Synthetic.Set(150, 1), (record, _) => Kind(record.Query));
        var unseen = Synthetic.Set(200, 2);
        var encoder = HashedTextEncoder.Fit([.. set.Records.Select(record => record.Query)]);
        var scores = Array.ConvertAll(set.Success.Values.ToArray(), value => (float)value);
        var nothing = new float[scores.Length];
        Array.Fill(nothing, float.NaN);
        var vectors = await EncodeAsync(set);
        var queries = await EncodeAsync(unseen);

        var source = Loss(SourceModel.Fit(set, vectors, scores, nothing, _parallel));

        var linear = Loss(LinearModel.Fit(vectors, scores, nothing, 3, LinearModel.Penalties, _parallel));
        Assert.That(source, Is.LessThan(linear));

        async Task<DenseMatrix> EncodeAsync(TrainingSet of)
        {
            var matrix = new DenseMatrix(of.Records.Count, encoder.Dimension);
            await encoder.EncodeAsync([.. of.Records.Select(record => record.Query)], matrix.Values);
            return matrix;
        }

        double Loss(RidgeModel model)
        {
            var logits = new double[unseen.Records.Count * 3];
            var (sums, amounts) = (new float[RidgeModel.WidthOf(3)], new double[3]);
            for (var i = 0; i < unseen.Records.Count; i++)
            {
                LinearModel.Sum(model, queries.Row(i), [.. Enumerable.Range(0, encoder.Dimension)], sums);
                model.Read(sums, logits.AsSpan(i * 3, 3), amounts);
            }

            return Losses.LogLoss(unseen, (i, j) => Logistic.Sigmoid(logits[(i * 3) + j]));
        }
    }

    [Test]
    public async Task FitAsync_HybridOfRecordsWithSources_WeighsThem()
    {
        var options = new HybridOptions { Folds = 2, FoldMembers = 1, Mlp = new MlpOptions { HiddenLayers = [8], Members = 1, MaxEpochs = 3 } };

        var with = await new HybridTrainer(options).FitAsync(Sourced(Synthetic.Set(150, 1), (record, _) => Kind(record.Query)));
        var without = await new HybridTrainer(options).FitAsync(Synthetic.Set(150, 1));

        Assert.That(with.DifficultyWeight(BaseLearner.Source) + with.InteractionWeight(BaseLearner.Source), Is.GreaterThan(0.1));
        Assert.That(without.DifficultyWeight(BaseLearner.Source) + without.InteractionWeight(BaseLearner.Source), Is.Zero);
    }

    private static string Kind(string text) => $"{text.StartsWith("def", StringComparison.Ordinal)} {(text.Contains("simple", StringComparison.Ordinal) ? 0 : text.Contains("usual", StringComparison.Ordinal) ? 1 : 2)}";

    private static TrainingSet Sourced(TrainingSet set, Func<QAServeRecord, int, string?> source) =>
        Sets.Of([.. set.Records.Select((record, i) => record with { Source = source(record, i) })]);
}
