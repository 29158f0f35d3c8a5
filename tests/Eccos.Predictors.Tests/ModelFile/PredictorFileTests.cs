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

    [TestCase("mlp")]
    [TestCase("hybrid")]
    public async Task LoadAsync_TrainedPredictor_PredictsTheSameBitForBit(string kind)
    {
        using var file = new TemporaryFile();
        var saved = await SavedModels.TrainedAsync(kind);

        await PredictorFile.SaveAsync(saved, file.Path);
        var loaded = await PredictorFile.LoadAsync(file.Path);

        Assert.That(loaded, Is.TypeOf(saved.GetType()));
        Assert.That(SavedPredictor.Endpoints(loaded), Is.EqualTo(SavedPredictor.Endpoints(saved)));
        Assert.That(await SavedModels.BitsAsync(loaded), Is.EqualTo(await SavedModels.BitsAsync(saved)));
        if (saved is HybridPredictor hybrid)
            Assert.That(((HybridPredictor)loaded).Reliability.Bins, Is.EqualTo(hybrid.Reliability.Bins));
    }

    [Test]
    public async Task LoadAsync_FactsThatIgnoreCase_EstimatesTheSameBitForBit()
    {
        var set = Sets.Of(Sets.RandomRecords(60, 3, 0.9, seed: 4));
        var pool = new ModelPool(set.Endpoints.Select((name, j) => new Endpoint(name) { Facts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Parameters_B"] = $"{7 * (j + 1)}" } }));
        var knn = await new KnnTrainer(new KnnOptions { Neighbours = 5, Shrinkage = 1, Temperature = 0.3 }).FitAsync(set);
        var saved = ExtensiblePredictor.Create(knn, await knn.PredictAsync([.. set.Records.Select(record => record.ToQuery())]), set, pool);
        using var file = new TemporaryFile();

        await PredictorFile.SaveAsync(saved, file.Path);
        var loaded = (ExtensiblePredictor)await PredictorFile.LoadAsync(file.Path);

        var endpoint = new Endpoint("large") { Facts = new Dictionary<string, string> { ["parameters_b"] = "400" } };
        Assert.That(await SavedModels.BitsAsync(loaded.WithEndpoint(endpoint, [])), Is.EqualTo(await SavedModels.BitsAsync(saved.WithEndpoint(endpoint, []))));
    }

    [TestCase("knn")]
    [TestCase("mlp")]
    [TestCase("hybrid")]
    public async Task LoadAsync_EndpointsAddedByProbes_PredictsTheSameBitForBitAndLearnsOnAlike(string kind)
    {
        using var file = new TemporaryFile();
        var saved = await SavedModels.ExtensibleAsync(kind);

        await PredictorFile.SaveAsync(saved, file.Path);
        var loaded = (ExtensiblePredictor)await PredictorFile.LoadAsync(file.Path);

        Assert.That(loaded.Endpoints, Is.EqualTo(saved.Endpoints));
        Assert.That(loaded.EstimatedEndpoints, Is.EqualTo(new[] { "probed", "unprobed" }));
        Assert.That((await loaded.PredictAsync(SavedModels.Queries)).EstimatedEndpoints, Is.EqualTo(saved.EstimatedEndpoints));
        Assert.That(await SavedModels.BitsAsync(loaded), Is.EqualTo(await SavedModels.BitsAsync(saved)));
        Assert.That(loaded.SelectProbes(7).Select(query => (query.Id, query.Text, query.InputTokens)), Is.EqualTo(saved.SelectProbes(7).Select(query => (query.Id, query.Text, query.InputTokens))));
        Probe[] probes = [.. saved.SelectProbes(5).Append(SavedModels.Queries[0]).Select((query, i) => new Probe(query, i % 2) { OutputTokens = 100 + i })];
        var endpoint = new Endpoint("third") { Prices = new TokenPrices(1, 2) };
        Assert.That(
            await SavedModels.BitsAsync(await loaded.WithEndpointAsync(endpoint, probes)),
            Is.EqualTo(await SavedModels.BitsAsync(await saved.WithEndpointAsync(endpoint, probes))));
    }

    [Test]
    public async Task SaveAsync_ExtensibleOnAPredictorOfTheHost_Throws()
    {
        var set = Sets.Of(Sets.RandomRecords(20, 2, 1, seed: 1));
        var own = new FunctionPredictor([.. set.Endpoints], _ => [0.5, 0.4]);
        var outOfFold = await own.PredictAsync([.. set.Records.Select(record => record.ToQuery())]);
        var predictor = ExtensiblePredictor.Create(own, outOfFold, set, new ModelPool(set.Endpoints.Select(name => new Endpoint(name))));

        Assert.That(async () => await PredictorFile.SaveAsync(predictor, Path.GetTempPath() + "never.model"), Throws.ArgumentException.With.Message.Contains(nameof(FunctionPredictor)));
    }

    [TestCase("mlp")]
    [TestCase("hybrid")]
    [TestCase("extensible")]
    public async Task LoadAsync_TrainedPredictorCutOrChanged_SaysSo(string kind)
    {
        using var file = new TemporaryFile();
        await PredictorFile.SaveAsync(kind == "extensible" ? await SavedModels.ExtensibleAsync("mlp") : await SavedModels.TrainedAsync(kind), file.Path);
        var intact = await File.ReadAllBytesAsync(file.Path);
        var random = new Random(1);
        for (var sample = 0; sample < 40; sample++)
        {
            var place = random.Next(intact.Length);
            byte[] changed = [.. intact];
            changed[place] ^= (byte)random.Next(1, 256);
            await File.WriteAllBytesAsync(file.Path, sample % 2 == 0 ? changed : intact[..place]);

            Assert.That(async () => await PredictorFile.LoadAsync(file.Path), Throws.TypeOf<ModelFileException>(), $"byte {place} of {intact.Length}");
        }
    }

    [Test]
    public async Task LoadAsync_GoldenFileOfVersion1_StillPredictsTheSame()
    {
        var predictor = await PredictorFile.LoadAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "ModelFile", "knn-version-1.model"));

        var prediction = await predictor.PredictAsync(SavedModels.Queries);

        Assert.That(prediction.Endpoints, Is.EqualTo(new[] { "e0", "e1", "e2" }));
        Assert.That(prediction.Success.Values.ToArray(), Is.EqualTo(Golden.Success).Within(1e-5));
        Assert.That(prediction.StandardError.Values.ToArray(), Is.EqualTo(Golden.StandardError).Within(1e-5));
        Assert.That(prediction.OutputTokens!.Values.ToArray(), Is.EqualTo(Golden.OutputTokens).Within(0.01).Percent);
        Assert.That(prediction.CostUsd!.Values.ToArray(), Is.EqualTo(Golden.CostUsd).Within(0.01).Percent);
    }

    [Test]
    public async Task LoadAsync_EveryFormatVersion_HasAGoldenFileThatLoads()
    {
        var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "ModelFile");
        for (var version = 1; version <= ModelHeader.Version; version++)
        {
            var files = Directory.GetFiles(folder, $"*-version-{version}.model");
            Assert.That(files, Is.Not.Empty, $"format version {version}");
            foreach (var file in files)
            {
                Assert.That(BitConverter.ToInt32(await File.ReadAllBytesAsync(file), 8), Is.EqualTo(version), file);
                Assert.That((await (await PredictorFile.LoadAsync(file)).PredictAsync(SavedModels.Queries)).QueryCount, Is.EqualTo(SavedModels.Queries.Length), file);
            }
        }
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
