using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>What records say of each endpoint whatever the query: the yardstick of every predictor.</summary>
/// <param name="Pool">The endpoints.</param>
/// <param name="Success">The mean score of each endpoint, in pool order; one without a record counts as the average of the others.</param>
/// <param name="CostUsd">The mean recorded cost of each endpoint in USD; NaN where none is recorded.</param>
public sealed record EndpointMeans(ModelPool Pool, IReadOnlyList<double> Success, IReadOnlyList<double> CostUsd)
{
    /// <summary>The means over records; endpoints that the pool lacks are passed over.</summary>
    /// <param name="records">The records.</param>
    /// <param name="pool">The endpoints.</param>
    /// <returns>The means.</returns>
    public static EndpointMeans Of(IReadOnlyList<QAServeRecord> records, ModelPool pool)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(pool);
        var outputs = records.SelectMany(record => record.Outputs).ToLookup(output => output.Endpoint, StringComparer.Ordinal);
        double[] success = [.. pool.Names.Select(name => Mean(outputs[name].Select(output => output.Correct)))];
        var average = Mean(success.Where(double.IsFinite));
        return new EndpointMeans(
            pool,
            [.. success.Select(mean => double.IsNaN(mean) ? average : mean)],
            [.. pool.Names.Select(name => Mean(outputs[name].Select(output => output.CostUsd).OfType<double>()))]);
    }

    /// <summary>The means with those of one endpoint replaced.</summary>
    /// <param name="endpoint">The endpoint's name; one that the pool lacks changes nothing.</param>
    /// <param name="success">Its mean score.</param>
    /// <param name="costUsd">Its mean cost in USD; NaN for none.</param>
    /// <returns>The other means.</returns>
    public EndpointMeans With(string endpoint, double success, double costUsd)
    {
        if (!Pool.TryGetIndex(endpoint, out var j))
            return this;
        var (allSuccess, allCosts) = (Success.ToArray(), CostUsd.ToArray());
        (allSuccess[j], allCosts[j]) = (success, costUsd);
        return this with { Success = allSuccess, CostUsd = allCosts };
    }

    /// <summary>The mean score of an endpoint.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <returns>0 to 1; <see langword="null"/> when the pool lacks it.</returns>
    public double? SuccessOf(string endpoint) => Pool.TryGetIndex(endpoint, out var j) ? Success[j] : null;

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
