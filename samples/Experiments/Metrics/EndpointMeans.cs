namespace Eccos.Experiments.Metrics;

/// <summary>What the training records say of each endpoint whatever the query: the yardstick of every predictor.</summary>
/// <param name="Success">The mean score of each endpoint, in pool order.</param>
/// <param name="CostUsd">The mean recorded cost of each endpoint in USD; NaN where none is recorded.</param>
internal sealed record EndpointMeans(IReadOnlyList<double> Success, IReadOnlyList<double> CostUsd)
{
    public static EndpointMeans Of(TrainingSet training) => new(Means(training.Success), Means(training.CostUsd));

    private static double[] Means(QueryEndpointMatrix labels)
    {
        var means = new double[labels.EndpointCount];
        for (var j = 0; j < means.Length; j++)
        {
            var (sum, n) = (0.0, 0);
            for (var i = 0; i < labels.QueryCount; i++)
            {
                if (!double.IsNaN(labels[i, j]))
                    (sum, n) = (sum + labels[i, j], n + 1);
            }

            means[j] = sum / n;
        }

        return means;
    }
}
