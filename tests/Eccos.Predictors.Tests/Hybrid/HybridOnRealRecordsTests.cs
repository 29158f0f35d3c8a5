namespace Eccos.Predictors.Tests;

[Category("RealData")]
public sealed class HybridOnRealRecordsTests
{
    [Test]
    public async Task PredictAsync_ZeroEvalQueriesNeverSeen_BeatsTheMeansAndFollowsTheBestLearner()
    {
        var (fit, unseen) = (await Sets.ReadAsync(RealData.File("zeroeval_reasoning"))).Split(0.4);
        var queries = unseen.Records.Select(record => record.ToQuery()).ToList();

        var hybrid = await new HybridTrainer(new HybridOptions { Folds = 2, FoldMembers = 1, Mlp = new MlpOptions { Members = 2, MaxEpochs = 15 } }).FitAsync(fit);
        var prediction = await hybrid.PredictAsync(queries);

        var loss = Losses.LogLoss(unseen, (i, j) => prediction.Success[i, j]);
        var means = Losses.OfMeans(fit, unseen);
        var vectors = new float[queries.Count * hybrid.Learners.Encoding.Width];
        await hybrid.Learners.Encoding.EncodeAsync([.. queries.Select(query => query.Text)], vectors, new ParallelOptions());
        var alone = new BaseForecast(hybrid.Learners.Count, queries.Count, fit.Endpoints.Count, hybrid.Learners.SourceCount);
        hybrid.Learners.Forecast([.. queries.Select(query => query.Text)], vectors, alone, added: null, new ParallelOptions());
        TestContext.Out.WriteLine($"log-loss {loss:F4} against {means:F4} of the means; calibration error {Reliability.Measure(prediction.Success.Values, unseen.Success.Values).ExpectedCalibrationError:F4}");
        Assert.That(loss, Is.LessThan(means - 0.12));
        foreach (var learner in Enum.GetValues<BaseLearner>())
        {
            var logits = alone.Logits[(int)learner];
            var own = Losses.LogLoss(unseen, (i, j) => 1 / (1 + Math.Exp(-logits[(i * fit.Endpoints.Count) + j])));
            TestContext.Out.WriteLine($"{learner} alone {own:F4}");

            // Two folds of a few hundred queries say little about the weights: the blend may trail the best learner by the noise of the cut.
            Assert.That(loss, Is.LessThan(own + 0.005), $"{learner} alone");
        }

        var gain = new RoutingGain(unseen.Success.Values.ToArray(), unseen.CostUsd.Values.ToArray(), fit.Endpoints.Count);
        Assert.That(gain.Of(prediction.Success.Values.ToArray(), prediction.CostUsd!.Values.ToArray()), Is.GreaterThan(0));
    }
}
