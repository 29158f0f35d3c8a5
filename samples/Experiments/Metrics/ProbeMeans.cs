using Eccos.Predictors;
using Eccos.QAServe;

namespace Eccos.Experiments.Metrics;

/// <summary>What probes say of an endpoint without history.</summary>
internal static class ProbeMeans
{
    /// <summary>The means of an endpoint replaced by those of its probes; none change nothing.</summary>
    public static EndpointMeans With(this EndpointMeans means, string endpoint, IReadOnlyList<Probe> probes) => probes.Count == 0
        ? means
        : means.With(endpoint, probes.Average(probe => probe.Correct), probes.Select(probe => probe.CostUsd).OfType<double>().DefaultIfEmpty(double.NaN).Average());
}
