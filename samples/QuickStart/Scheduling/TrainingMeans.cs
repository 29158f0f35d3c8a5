using Eccos;

namespace QuickStart.Scheduling;

/// <summary>Means over the training records, per endpoint, of those queries it was asked.</summary>
internal static class TrainingMeans
{
    public static double[] Success(TrainingSet training) => Of(training.Success);

    /// <summary>Mean recorded cost in USD; NaN for an endpoint without any.</summary>
    public static double[] CostUsd(TrainingSet training) => Of(training.CostUsd);

    private static double[] Of(QueryEndpointMatrix labels) =>
    [
        .. Enumerable.Range(0, labels.EndpointCount).Select(j => Enumerable.Range(0, labels.QueryCount)
            .Select(i => labels[i, j])
            .Where(label => !double.IsNaN(label))
            .DefaultIfEmpty(double.NaN)
            .Average()),
    ];
}
