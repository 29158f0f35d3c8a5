using Eccos.Observations;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors.Tests;

public sealed class MlpTrainerTests
{
    private static MlpOptions Small(Action<MlpOptions>? change = null)
    {
        var options = new MlpOptions { HiddenLayers = [16], EmbeddingLength = 8, Members = 2, MaxEpochs = 25 };
        change?.Invoke(options);
        return options;
    }

    [Test]
    public async Task FitAsync_WordsThatTellDifficulty_PredictsUnseenQueriesWellBelowTheMeans()
    {
        var (fit, unseen) = (Synthetic.Set(600, 1), Synthetic.Set(300, 2));

        var mlp = await new MlpTrainer(Small()).FitAsync(fit);
        var prediction = await mlp.PredictAsync([.. unseen.Records.Select(record => record.ToQuery())]);

        var (means, truth) = (Losses.OfMeans(fit, unseen), Synthetic.LossOfTruth(unseen));
        Assert.That(Losses.LogLoss(unseen, (i, j) => prediction.Success[i, j]), Is.LessThan(means - (0.6 * (means - truth))));
        for (var j = 0; j < 3; j++)
        {
            var predicted = Enumerable.Range(0, 300).Sum(i => prediction.OutputTokens![i, j]);
            var actual = Enumerable.Range(0, 300).Sum(i => unseen.OutputTokens[i, j]);
            Assert.That(predicted / actual, Is.EqualTo(1).Within(0.08), "the total of tokens is unbiased");
        }

        var hard = Enumerable.Range(0, 300).Where(i => unseen.Records[i].Query.Contains("intricate", StringComparison.Ordinal)).Average(i => prediction.OutputTokens![i, 0]);
        var easy = Enumerable.Range(0, 300).Where(i => unseen.Records[i].Query.Contains("simple", StringComparison.Ordinal)).Average(i => prediction.OutputTokens![i, 0]);
        Assert.That(hard, Is.GreaterThan(2 * easy));
        Assert.That(prediction.InputTokens![0, 0], Is.EqualTo(27).Within(1e-9), "the query's 7 and the endpoint's 20 around it");
    }

    [Test]
    public async Task FitAsync_OneThreadOrMany_GivesTheSamePredictorBitForBit()
    {
        var set = Synthetic.Set(120, 3, asked: 0.7);
        var queries = set.Records.Take(20).Select(record => record.ToQuery()).ToList();

        var one = await (await new MlpTrainer(Small(options => options.MaxDegreeOfParallelism = 1)).FitAsync(set)).PredictAsync(queries);
        var many = await (await new MlpTrainer(Small(options => options.MaxDegreeOfParallelism = 4)).FitAsync(set)).PredictAsync(queries);
        var other = await (await new MlpTrainer(Small(options => options.Seed = 9)).FitAsync(set)).PredictAsync(queries);

        Assert.That(many.Success.Values.SequenceEqual(one.Success.Values), Is.True);
        Assert.That(many.OutputTokens!.Values.SequenceEqual(one.OutputTokens!.Values), Is.True);
        Assert.That(other.Success.Values.SequenceEqual(one.Success.Values), Is.False, "another seed, another predictor");
    }

    [Test, NonParallelizable]
    public async Task FitAsync_OneThreadAllowed_NoLoopTakesMore()
    {
        using var loops = new ParallelLoops();

        await new MlpTrainer(Small(options => (options.MaxEpochs, options.MaxDegreeOfParallelism) = (1, 1))).FitAsync(Synthetic.Set(1000, 1));

        Assert.That(loops.MostWorkers, Is.EqualTo(1));
    }

    [Test]
    public async Task FitAsync_CancelledAfterSomeEpochs_KeepsTheBestSoFar()
    {
        var (fit, unseen) = (Synthetic.Set(400, 1), Synthetic.Set(200, 2));
        using var source = new CancellationTokenSource();
        var progress = new ImmediateProgress(step =>
        {
            if (step.Fraction > 0.002)
                source.Cancel();
        });

        var mlp = await new MlpTrainer(Small(options => (options.MaxEpochs, options.Patience) = (10_000, 10_000))).FitAsync(fit, progress, source.Token);
        var prediction = await mlp.PredictAsync([.. unseen.Records.Select(record => record.ToQuery())]);

        Assert.That(Losses.LogLoss(unseen, (i, j) => prediction.Success[i, j]), Is.LessThan(Losses.OfMeans(fit, unseen) - 0.05));
    }

    [Test]
    public void FitAsync_CancelledBefore_Throws() =>
        Assert.That(async () => await new MlpTrainer(Small()).FitAsync(Synthetic.Set(50, 1), null, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task FitAsync_EachEpoch_ReportsProgressThatGrows([Values(1, 4)] int members)
    {
        var steps = new List<FitProgress>();
        var progress = new ImmediateProgress(step => { lock (steps) { steps.Add(step); } });

        await new MlpTrainer(Small(options => (options.Members, options.MaxEpochs, options.Patience, options.MaxDegreeOfParallelism) = (members, 8, 100, 4))).FitAsync(Synthetic.Set(200, 1), progress);

        Assert.That(steps.Count(step => step.Step.Contains("epoch", StringComparison.Ordinal)), Is.EqualTo(8 * members));
        Assert.That(steps.Select(step => step.Fraction), Is.Ordered.And.All.InRange(0, 1));
        Assert.That(steps[^2].ValidationLoss, Is.Not.Null);
    }

    [Test]
    public async Task FitAsync_CostsWithoutTokens_LearnsTheCostItself()
    {
        var (fit, unseen) = (Synthetic.Set(500, 1, tokens: false), Synthetic.Set(200, 2));

        var prediction = await (await new MlpTrainer(Small()).FitAsync(fit)).PredictAsync([.. unseen.Records.Select(record => record.ToQuery())]);

        Assert.That(prediction.OutputTokens, Is.Null);
        for (var j = 0; j < 3; j++)
        {
            var ratio = Enumerable.Range(0, 200).Sum(i => prediction.CostUsd![i, j]) / Enumerable.Range(0, 200).Sum(i => unseen.CostUsd[i, j]);
            Assert.That(ratio, Is.EqualTo(1).Within(0.1));
        }
    }

    [Test]
    public void Constructor_SettingsOutOfRange_ReportsAllAtOnce()
    {
        var options = new MlpOptions { Members = 0, Dropout = 1, HiddenLayers = [0], LearningRate = double.NaN, Encoder = new FunctionEncoder(0, _ => []), TextEncoder = { LatentDimensions = 0 } };

        Assert.That(() => new MlpTrainer(options), Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("Members is 0").And.Message.Contains("Dropout is 1").And.Message.Contains("HiddenLayers is 0").And.Message.Contains("LearningRate is NaN")
            .And.Message.Contains("Encoder has 0 dimensions").And.Message.Contains("LatentDimensions is 0"));
    }

    [Test]
    public async Task FitAsync_CancelledWhileTheSecondNetworkTrains_IsNoWorseThanTheFirstAlone()
    {
        var (fit, unseen) = (Synthetic.Set(600, 1), Synthetic.Set(300, 2));
        using var source = new CancellationTokenSource();
        var progress = new ImmediateProgress(step =>
        {
            if (step.Step.StartsWith("network 2", StringComparison.Ordinal))
                source.Cancel();
        });

        var one = await LossAsync(1, null, CancellationToken.None);
        var cancelled = await LossAsync(5, progress, source.Token);

        Assert.That(cancelled, Is.LessThan(one + 0.01));

        async Task<double> LossAsync(int members, IProgress<FitProgress>? told, CancellationToken cancellationToken)
        {
            var options = Small(all => (all.Members, all.MaxEpochs, all.MaxDegreeOfParallelism) = (members, 40, 1));
            var mlp = await new MlpTrainer(options).FitAsync(fit, told, cancellationToken);
            var prediction = await mlp.PredictAsync([.. unseen.Records.Select(record => record.ToQuery())], CancellationToken.None);
            return Losses.LogLoss(unseen, (i, j) => prediction.Success[i, j]);
        }
    }

    [Test]
    public async Task FitAsync_WhatACutOfTheSameSeedLeaves_HoldsBackAValidationPart()
    {
        var split = new QuerySplit(0.2, seed: 1);
        var losses = new List<double?>();

        await new MlpTrainer(Small(options => (options.Members, options.MaxEpochs) = (1, 2)))
            .FitAsync(Synthetic.Set(400, 1).Where(record => !split.IsHeldOut(record.Query)), new ImmediateProgress(step => losses.Add(step.ValidationLoss)));

        Assert.That(losses, Has.Some.Not.Null);
    }

    [TestCase(0.1, 1e-2, 1e-2)]
    [TestCase(0.1, 100, 0.05)]
    [TestCase(0.1, 0.05, 100)]
    public async Task FitAsync_RateAndDecaysAtTheirLimits_PredictsOrSaysThatItCannot(double rate, double decay, double interaction)
    {
        var options = Small(all => (all.LearningRate, all.WeightDecay, all.InteractionDecay, all.BatchSize) = (rate, decay, interaction, 8));

        OddSets.AssertSensible(await (await new MlpTrainer(options).FitAsync(Synthetic.Set(60, 1))).PredictAsync([new("1", "What is the simple apple")]));
    }
}
