using Eccos.Observations;
using Eccos.Predictors;

namespace Eccos.Experiments.Metrics;

/// <summary>What records say of each endpoint whatever the query: the yardstick of every predictor.</summary>
/// <param name="Pool">The endpoints.</param>
/// <param name="Success">The mean score of each endpoint, in pool order; one without a record counts as the average of the others.</param>
/// <param name="CostUsd">The mean recorded cost of each endpoint in USD; NaN where none is recorded.</param>
internal sealed record EndpointMeans(ModelPool Pool, IReadOnlyList<double> Success, IReadOnlyList<double> CostUsd)
{
    /// <summary>The means over records; endpoints that the pool lacks are passed over.</summary>
    public static EndpointMeans Of(IReadOnlyList<QAServeRecord> records, ModelPool pool)
    {
        var outputs = records.SelectMany(record => record.Outputs).ToLookup(output => output.Endpoint, StringComparer.Ordinal);
        double[] success = [.. pool.Names.Select(name => Mean(outputs[name].Select(output => output.Correct)))];
        var average = Mean(success.Where(double.IsFinite));
        return new EndpointMeans(
            pool,
            [.. success.Select(mean => double.IsNaN(mean) ? average : mean)],
            [.. pool.Names.Select(name => Mean(outputs[name].Select(output => output.CostUsd).OfType<double>()))]);
    }

    /// <summary>The means of an endpoint replaced by those of its probes; none change nothing.</summary>
    public EndpointMeans With(string endpoint, IReadOnlyList<Probe> probes)
    {
        if (probes.Count == 0 || !Pool.TryGetIndex(endpoint, out var j))
            return this;
        var (success, cost) = (Success.ToArray(), CostUsd.ToArray());
        success[j] = Mean(probes.Select(probe => probe.Correct));
        cost[j] = Mean(probes.Select(probe => probe.CostUsd).OfType<double>());
        return this with { Success = success, CostUsd = cost };
    }

    /// <summary>The mean score of an endpoint; null when the pool lacks it.</summary>
    public double? SuccessOf(string endpoint) => Pool.TryGetIndex(endpoint, out var j) ? Success[j] : null;

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
