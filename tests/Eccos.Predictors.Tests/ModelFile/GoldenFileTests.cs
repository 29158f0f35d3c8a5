using System.Text.Json;

namespace Eccos.Predictors.Tests;

public sealed class GoldenFileTests
{
    private static readonly string[] _kinds = GoldenModels.Kinds;

    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Files))]
    public async Task LoadAsync_GoldenFile_StillPredictsTheSame(string kind, int version)
    {
        var predictor = await PredictorFile.LoadAsync(GoldenModels.ModelPath(kind, version));

        var figures = GoldenModels.Figures(await predictor.PredictAsync(GoldenModels.QueriesOf(version)));

        var expected = JsonSerializer.Deserialize<Dictionary<string, double?[]>>(await File.ReadAllTextAsync(GoldenModels.PredictionPath(kind, version)))!;
        Assert.That(figures.Keys, Is.EquivalentTo(expected.Keys));
        foreach (var (name, values) in expected)
        {
            Assert.That(figures[name], Has.Length.EqualTo(values.Length), name);
            for (var k = 0; k < values.Length; k++)
                Assert.That(figures[name][k], values[k] is { } value ? Is.EqualTo(value).Within(0.01).Percent.Or.EqualTo(value).Within(1e-9) : Is.Null, $"{name}, {k}");
        }
    }

    [TestCaseSource(nameof(_kinds))]
    public async Task SaveAsync_HeldOutErrors_SurviveTheRoundTrip(string kind)
    {
        using var file = new TemporaryFile();
        var saved = await GoldenModels.FitAsync(kind);
        await PredictorFile.SaveAsync(saved, file.Path);

        var loaded = (await (await PredictorFile.LoadAsync(file.Path)).PredictAsync(GoldenModels.Queries)).HeldOutErrors!;

        var errors = (await saved.PredictAsync(GoldenModels.Queries)).HeldOutErrors!;
        Assert.That(errors.AdvantageSlopes, Has.Some.Not.EqualTo(1));
        Assert.That(loaded.Endpoints, Is.EqualTo(errors.Endpoints));
        Assert.That(loaded.MeanSuccess, Is.EqualTo(errors.MeanSuccess));
        Assert.That(loaded.AdvantageSlopes, Is.EqualTo(errors.AdvantageSlopes));
        Assert.That(loaded.Correlation, Is.EqualTo(errors.Correlation));
    }

    [Test]
    public async Task LoadAsync_GoldenFilesFromVersion2On_HoldSourcesAndTwins([Values(2, 3)] int version)
    {
        var hybrid = (HybridPredictor)await PredictorFile.LoadAsync(GoldenModels.ModelPath("hybrid", version));
        var mlp = (MlpPredictor)await PredictorFile.LoadAsync(GoldenModels.ModelPath("mlp", version));

        var text = GoldenModels.QueriesOf(version)[^1].Text;
        Assert.That(hybrid.Learners.Source, version == 2 ? Is.InstanceOf<SourceRidge>() : Is.InstanceOf<SourceModel>());
        Assert.That(hybrid.Model.Stacking.Weights.OfSources, version == 2 ? Is.Empty : Has.Length.EqualTo(2 * 2 * hybrid.Learners.Count));
        Assert.That(hybrid.Model.Twins.IsNone, Is.False);
        Assert.That(mlp.Twins!.Index.Find(text, except: -1, new TwinScratch()).Row, Is.Not.Negative);
    }

    [Test]
    [Explicit("Writes the golden files of a new format version; those of a released one stay as they are.")]
    public async Task Write()
    {
        foreach (var kind in GoldenModels.Kinds)
        {
            var predictor = await GoldenModels.FitAsync(kind);
            await PredictorFile.SaveAsync(predictor, GoldenModels.ModelPath(kind));
            var figures = GoldenModels.Figures(await predictor.PredictAsync(GoldenModels.QueriesOf(ModelHeader.Version)));
            await File.WriteAllTextAsync(GoldenModels.PredictionPath(kind), JsonSerializer.Serialize(figures));
            Assert.That(figures["success"], Has.None.Null);
        }
    }
}
