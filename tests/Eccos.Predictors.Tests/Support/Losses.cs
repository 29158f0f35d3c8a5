namespace Eccos.Predictors.Tests;

/// <summary>Losses computed plainly, apart from the code under test.</summary>
internal static class Losses
{
    public static double LogLoss(TrainingSet set, Func<int, int, double> predict)
    {
        double loss = 0;
        var pairs = 0;
        for (var i = 0; i < set.Records.Count; i++)
        {
            for (var j = 0; j < set.Endpoints.Count; j++)
            {
                var y = set.Success[i, j];
                if (double.IsNaN(y))
                    continue;
                var p = predict(i, j);
                loss -= (y * Math.Log(p)) + ((1 - y) * Math.Log(1 - p));
                pairs++;
            }
        }

        return loss / pairs;
    }

    /// <summary>The log-loss of predicting every endpoint's mean over the fitted set.</summary>
    public static double OfMeans(TrainingSet fit, TrainingSet unseen)
    {
        var means = Enumerable.Range(0, fit.Endpoints.Count)
            .Select(j => Enumerable.Range(0, fit.Records.Count).Select(i => fit.Success[i, j]).Where(y => !double.IsNaN(y)).Average()).ToArray();
        return LogLoss(unseen, (_, j) => means[j]);
    }
}
