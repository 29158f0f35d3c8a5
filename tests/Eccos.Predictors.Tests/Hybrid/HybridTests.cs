using Eccos.Observations;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors.Tests;

public sealed class HybridTests
{
    private static HybridOptions Small(int? threads = null, int folds = 3) => new()
    {
        Folds = folds,
        FoldMembers = 1,
        MaxDegreeOfParallelism = threads,
        Mlp = new MlpOptions { HiddenLayers = [12], EmbeddingLength = 6, Members = 2, MaxEpochs = 15 },
    };

    [Test]
    public async Task FitAsync_WordsThatTellDifficulty_IsNearTheTruthOnUnseenQueriesAndCalibrated()
    {
        var (fit, unseen) = (Synthetic.Set(500, 1), Synthetic.Set(300, 2));

        var hybrid = await new HybridTrainer(Small()).FitAsync(fit);
        var prediction = await hybrid.PredictAsync([.. unseen.Records.Select(record => record.ToQuery())]);

        var (means, truth) = (Losses.OfMeans(fit, unseen), Synthetic.LossOfTruth(unseen));
        Assert.That(Losses.LogLoss(unseen, (i, j) => prediction.Success[i, j]), Is.LessThan(means - (0.75 * (means - truth))));
        var measured = Reliability.Measure(prediction.Success.Values, unseen.Success.Values);
        Assert.That(measured.ExpectedCalibrationError, Is.LessThan(0.07));
        Assert.That(hybrid.Reliability.Bins.Sum(bin => bin.Count), Is.EqualTo(1500), "every pair was forecast out of fold");
        Assert.That(hybrid.InteractionStrength, Is.GreaterThan(0), "endpoints do differ from query to query");
        Assert.That(Enum.GetValues<BaseLearner>().Sum(hybrid.DifficultyWeight), Is.EqualTo(1).Within(0.5));
        for (var j = 0; j < 3; j++)
        {
            Assert.That(Enumerable.Range(0, 300).Sum(i => prediction.OutputTokens![i, j]) / Enumerable.Range(0, 300).Sum(i => unseen.OutputTokens[i, j]), Is.EqualTo(1).Within(0.08));
            Assert.That(prediction.CostUsd![0, j] / prediction.OutputTokens![0, j], Is.EqualTo(Synthetic.Price(hybrid.Endpoints[j])).Within(1e-9));
        }
    }

    [Test]
    public async Task FitAsync_OneThreadOrMany_GivesTheSamePredictorHoweverTheBatchIsCut()
    {
        var set = Synthetic.Set(100, 3, asked: 0.8);
        var queries = Synthetic.Set(30, 4).Records.Select(record => record.ToQuery()).ToList();
        var many = await new HybridTrainer(Small(threads: 4)).FitAsync(set);

        var one = await (await new HybridTrainer(Small(threads: 1)).FitAsync(set)).PredictAsync(queries);
        var whole = await many.PredictAsync(queries);

        Assert.That(whole.Success.Values.SequenceEqual(one.Success.Values), Is.True);
        Assert.That(whole.OutputTokens!.Values.SequenceEqual(one.OutputTokens!.Values), Is.True);
        for (var i = 0; i < queries.Count; i++)
        {
            var alone = await many.PredictAsync([queries[i]]);
            Assert.That(alone.Success.Row(0).SequenceEqual(whole.Success.Row(i)), Is.True);
            Assert.That(alone.StandardError.Row(0).SequenceEqual(whole.StandardError.Row(i)), Is.True);
            Assert.That(alone.OutputTokens!.Row(0).SequenceEqual(whole.OutputTokens!.Row(i)), Is.True);
        }
    }

    [Test, NonParallelizable]
    public async Task FitAsync_OneThreadAllowed_NoLoopTakesMore()
    {
        var options = Small(threads: 1);
        options.Mlp.MaxEpochs = 1;
        using var loops = new ParallelLoops();

        await new HybridTrainer(options).FitAsync(Synthetic.Set(600, 1));

        Assert.That(loops.MostWorkers, Is.EqualTo(1));
    }

    [Test]
    public async Task FitOutOfFoldAsync_HandsOutWhatReliabilityWasMeasuredOn()
    {
        var set = Synthetic.Set(200, 5, asked: 0.8);

        var fit = await new HybridTrainer(Small()).FitOutOfFoldAsync(set);
        var seen = await fit.Predictor.PredictAsync([.. set.Records.Select(record => record.ToQuery())]);

        var loss = Losses.LogLoss(set, (i, j) => fit.OutOfFold!.Success[i, j]);
        Assert.That(fit.OutOfFold!.Endpoints, Is.EqualTo(set.Endpoints));
        Assert.That(loss, Is.EqualTo(fit.Reliability.LogLoss).Within(1e-9));
        Assert.That(loss, Is.GreaterThan(Losses.LogLoss(set, (i, j) => seen.Success[i, j]) + 0.01), "a predictor knows its own training queries better");
        Assert.That(loss, Is.LessThan(Losses.OfMeans(set, set)));
        Assert.That(fit.OutOfFold.OutputTokens!.Values.ToArray(), Has.All.Positive);
        Assert.That(fit.OutOfFold.StandardError.Values.ToArray(), Has.All.Positive);
    }

    [Test]
    public async Task FitOutOfFoldAsync_Done_IsReportedAfterAllWork()
    {
        using var counter = new DisposableCounter();
        var options = Small();
        (options.TokenCounter, options.Mlp.MaxEpochs) = (counter, 1);
        var set = Sets.Of([.. Synthetic.Set(100, 1).Records.Select(record => record with { InputTokens = null })]);
        var counted = 0;

        var fit = await new HybridTrainer(options).FitOutOfFoldAsync(set, new ImmediateProgress(step => counted = step.Fraction < 1 ? 0 : counter.Counted));

        Assert.That(counter.Counted, Is.Positive.And.EqualTo(counted));
        Assert.That(fit.OutOfFold!.HeldOutErrors, Is.SameAs(fit.Predictor.HeldOutErrors).And.Not.Null);
    }

    [Test]
    public async Task FitOutOfFoldAsync_TooFewQueriesForFolds_HasNone() =>
        Assert.That((await new HybridTrainer(Small()).FitOutOfFoldAsync(Synthetic.Set(20, 1))).OutOfFold, Is.Null);

    [TestCaseSource(typeof(OddSets), nameof(OddSets.All))]
    public async Task PredictAsync_OddTrainingSets_IsSensible(TrainingSet set)
    {
        var options = Small();
        options.Mlp.MaxEpochs = 3;
        var hybrid = await new HybridTrainer(options).FitAsync(set);

        OddSets.AssertSensible(await hybrid.PredictAsync(OddSets.Questions()));
        Assert.That((await hybrid.PredictAsync([])).QueryCount, Is.Zero);
    }

    [Test]
    public async Task PredictAsync_EndpointWithoutAnyLabel_IsSensible() =>
        OddSets.AssertSensible(await (await new HybridTrainer(Small()).FitAsync(OddSets.WithoutLabels())).PredictAsync(OddSets.Questions()));

    [Test]
    public async Task FitAsync_InteractionOfRankZero_DiffersByEndpointAndQueryApartOnly()
    {
        var options = Small();
        options.InteractionRank = 0;
        var prediction = await (await new HybridTrainer(options).FitAsync(Synthetic.Set(120, 3))).PredictAsync(OddSets.Questions());

        // Without interaction and with Platt's line, logits are c_j + d_i: differences of endpoints are the same on every query.
        double Logit(int i, int j) => Math.Log(prediction.Success[i, j] / (1 - prediction.Success[i, j]));
        for (var i = 1; i < 5; i++)
            Assert.That(Math.Sign(Logit(i, 0) - Logit(i, 1)), Is.EqualTo(Math.Sign(Logit(0, 0) - Logit(0, 1))));
    }

    [Test]
    public void FitAsync_Cancelled_Throws() =>
        Assert.That(async () => await new HybridTrainer(Small()).FitAsync(Synthetic.Set(60, 1), new ImmediateProgress(_ => { }), new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void FitAsync_NoRecords_SaysSo() =>
        Assert.That(async () => await new HybridTrainer(Small()).FitAsync(Synthetic.Set(10, 1).Where(_ => false)), Throws.TypeOf<EccosException>());

    [Test]
    public void Constructor_SettingsOutOfRange_ReportsAllAtOnce() =>
        Assert.That(
            () => new HybridTrainer(new HybridOptions
            {
                Folds = 1,
                InteractionStrength = 2,
                Mlp = new MlpOptions { Members = 0 },
                Encoder = new FunctionEncoder(0, _ => []),
                TextEncoder = { LatentDimensions = 0 },
            }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Folds is 1").And.Message.Contains("InteractionStrength is 2").And.Message.Contains("Members is 0")
                .And.Message.Contains("Encoder has 0 dimensions").And.Message.Contains("LatentDimensions is 0"));

    [Test]
    public void Constructor_EncoderWithoutDimensions_Throws([Values] bool hybrid)
    {
        var encoder = new FunctionEncoder(0, _ => []);

        Assert.That(
            () => hybrid ? (ITrainer)new HybridTrainer(new HybridOptions { Encoder = encoder }) : new MlpTrainer(new MlpOptions { Encoder = encoder }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Encoder has 0 dimensions"));
    }

    [Test]
    public async Task FitAsync_TheHalfThatACutOfTheSameSeedLeaves_HasFolds()
    {
        var split = new QuerySplit(0.5, seed: 1);
        var fit = Synthetic.Set(400, 1).Where(record => !split.IsHeldOut(record.Query));

        var result = await new HybridTrainer(Small(folds: 2)).FitOutOfFoldAsync(fit);

        Assert.That(result.OutOfFold, Is.Not.Null);
    }

    [Test]
    public async Task FitAsync_EveryQueryAskedTwentyTimes_HasNoNaN()
    {
        var random = new Random(54);
        var kinds = Enumerable.Range(0, 40).Select(_ => random.Next(2)).ToArray();
        var set = Sets.Of([.. Enumerable.Range(0, 800).Select(i => Sets.Record(
            $"{(kinds[i % 40] == 0 ? "derive the intricate" : "what is the simple")} {new string((char)('a' + (i % 26)), 3)} {i % 40}",
            [.. new[] { "x", "y" }.Select(endpoint => Sets.Output(endpoint, random.NextDouble() < (kinds[i % 40] == 0 ? 0.05 : 0.6) ? 1 : 0))]))]);

        var hybrid = await new HybridTrainer(Small(folds: 2)).FitAsync(set);

        OddSets.AssertSensible(await hybrid.PredictAsync([.. set.Records.Select(record => record.ToQuery())]));
        Assert.That(hybrid.Reliability.LogLoss, Is.Not.NaN);
    }

    [Test]
    public async Task FitAsync_OneOrAllEndpointsAreFree_KeepsTheInteraction([Values] bool all)
    {
        var set = Sets.Of([.. Synthetic.Set(500, 1).Records.Select(record => record with
        {
            Outputs = [.. record.Outputs.Select(output => all || output.Endpoint == "weak" ? output with { CostUsd = 0 } : output)],
        })]);

        Assert.That((await new HybridTrainer(Small(folds: 2)).FitAsync(set)).InteractionStrength, Is.GreaterThan(0));
    }
}
