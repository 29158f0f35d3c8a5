namespace Eccos.Predictors.Tests;

public sealed class PredictorFileTests
{
    [TestCase(1)]
    [TestCase(16)]
    [TestCase(300)]
    public async Task LoadAsync_AfterSaving_PredictsTheSameBitForBit(int size)
    {
        using var file = new TemporaryFile();
        var saved = await SavedModels.KnnAsync(size);

        await PredictorFile.SaveAsync(saved, file.Path);
        var loaded = await PredictorFile.LoadAsync(file.Path);

        Assert.That(loaded, Is.TypeOf<KnnPredictor>());
        Assert.That(((KnnPredictor)loaded).Endpoints, Is.EqualTo(saved.Endpoints));
        Assert.That(((KnnPredictor)loaded).SuccessWeighting, Is.EqualTo(saved.SuccessWeighting));
        Assert.That(await SavedModels.BitsAsync(loaded), Is.EqualTo(await SavedModels.BitsAsync(saved)));
    }

    [Test]
    public async Task LoadAsync_AddedObservations_GoesOnWhereTheSavedOneStopped()
    {
        using var file = new TemporaryFile();
        var saved = await SavedModels.KnnAsync(40);
        await PredictorFile.SaveAsync(saved, file.Path);
        var loaded = (KnnPredictor)await PredictorFile.LoadAsync(file.Path);
        var more = Sets.RandomRecords(20, 3, 1, seed: 2);

        Assert.That(await SavedModels.BitsAsync(await loaded.AddAsync(more)), Is.EqualTo(await SavedModels.BitsAsync(await saved.AddAsync(more))));
    }

    [Test]
    public async Task LoadAsync_EncoderOfTheHost_IsTakenFromTheOptions()
    {
        using var file = new TemporaryFile();
        var encoder = FunctionEncoder.Random(5);
        var saved = await new KnnTrainer(new KnnOptions { Encoder = encoder }).FitAsync(Sets.Of(Sets.RandomRecords(30, 2, 1, seed: 1)));
        await PredictorFile.SaveAsync(saved, file.Path);

        var loaded = await PredictorFile.LoadAsync(file.Path, new PredictorFileOptions { Encoder = encoder });

        Assert.That(await SavedModels.BitsAsync(loaded), Is.EqualTo(await SavedModels.BitsAsync(saved)));
        Assert.That(async () => await PredictorFile.LoadAsync(file.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("encoder of the host"));
        Assert.That(
            async () => await PredictorFile.LoadAsync(file.Path, new PredictorFileOptions { Encoder = FunctionEncoder.Random(6) }),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("6 dimensions"));
    }

    [Test]
    public async Task SaveAsync_SamePredictorTwice_WritesTheSameBytes()
    {
        using var first = new TemporaryFile();
        using var second = new TemporaryFile();
        await PredictorFile.SaveAsync(await SavedModels.KnnAsync(20), first.Path);
        await PredictorFile.SaveAsync(await SavedModels.KnnAsync(20), second.Path);

        Assert.That(await File.ReadAllBytesAsync(second.Path), Is.EqualTo(await File.ReadAllBytesAsync(first.Path)));
    }

    [Test]
    public async Task SaveAsync_Cancelled_KeepsTheFileThatWasThere()
    {
        using var file = new TemporaryFile();
        await File.WriteAllTextAsync(file.Path, "before");
        var predictor = await SavedModels.KnnAsync(8);

        Assert.That(async () => await PredictorFile.SaveAsync(predictor, file.Path, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await File.ReadAllTextAsync(file.Path), Is.EqualTo("before"));
    }

    [Test]
    public void SaveAsync_PredictorOfAnotherPackage_Throws() =>
        Assert.That(
            async () => await PredictorFile.SaveAsync(new FunctionPredictor(["a"], _ => [0.5]), Path.GetTempPath() + "never.model"),
            Throws.ArgumentException.With.Message.Contains(nameof(FunctionPredictor)));

    [Test]
    public void LoadAsync_NoFile_Throws() =>
        Assert.That(async () => await PredictorFile.LoadAsync("/nowhere/a.model"), Throws.InstanceOf<IOException>());
}
