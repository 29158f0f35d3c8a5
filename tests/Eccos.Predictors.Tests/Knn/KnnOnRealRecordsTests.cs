namespace Eccos.Predictors.Tests;

[Category("RealData")]
public sealed class KnnOnRealRecordsTests
{
    [Test]
    public async Task PredictAsync_ZeroEvalQueriesNeverSeen_BeatsTheEndpointsMeans()
    {
        var (fit, unseen) = (await Sets.ReadAsync(RealData.File("zeroeval_reasoning"))).Split(0.3);
        var knn = await new KnnTrainer().FitAsync(fit);

        var prediction = await knn.PredictAsync([.. unseen.Records.Select(record => record.ToQuery())]);

        var means = Enumerable.Range(0, fit.Endpoints.Count).Select(j => Enumerable.Range(0, fit.Records.Count).Average(i => fit.Success[i, j])).ToArray();
        var byKnn = Scores(unseen, (i, j) => prediction.Success[i, j]);
        var byMean = Scores(unseen, (_, j) => means[j]);
        TestContext.Out.WriteLine($"log-loss {byKnn.LogLoss:F4} against {byMean.LogLoss:F4}, Brier score {byKnn.Brier:F4} against {byMean.Brier:F4}");
        Assert.That(byKnn.LogLoss, Is.LessThan(byMean.LogLoss - 0.10));
        Assert.That(byKnn.Brier, Is.LessThan(byMean.Brier - 0.04));
    }

    private static (double LogLoss, double Brier) Scores(TrainingSet set, Func<int, int, double> predict)
    {
        double logLoss = 0, brier = 0;
        for (var i = 0; i < set.Records.Count; i++)
        {
            for (var j = 0; j < set.Endpoints.Count; j++)
            {
                var (p, y) = (predict(i, j), set.Success[i, j]);
                logLoss -= (y * Math.Log(p)) + ((1 - y) * Math.Log(1 - p));
                brier += (p - y) * (p - y);
            }
        }

        var labels = set.Records.Count * set.Endpoints.Count;
        return (logLoss / labels, brier / labels);
    }
}
