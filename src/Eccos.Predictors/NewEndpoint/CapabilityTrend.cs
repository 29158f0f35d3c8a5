namespace Eccos.Predictors;

/// <summary>
/// What facts have told of capability in other pools: how an endpoint's mean logit of success follows from its price, its parameters, whether
/// it states them, and the month of its release,
/// <code>
/// tau_j = sum_k s_k (x_jk - x_k)       s_k: slope, x_k: mean of fact k over the known endpoints that state it; a fact not stated adds nothing
/// </code>
/// A pool of a dozen endpoints is too small to learn four slopes from. These are those of two pools of 13 and 20 endpoints served between 2023
/// and 2024, fitted by least squares (price 0.09 ± 0.05, parameters 0.18 ± 0.05, stated -0.43 ± 0.13 and month 0.09 ± 0.02 of the logit of mean
/// success, from which mean logits spread wider by a fifth), rounded.
/// </summary>
/// <param name="Expected">tau of every endpoint, of the one without history last; its zero is nobody's.</param>
/// <param name="Variance">The variance of tau of the one without history.</param>
internal sealed record CapabilityTrend(double[] Expected, double Variance)
{
    /// <summary>By ln of the output price.</summary>
    private const double Price = 0.1;

    /// <summary>By ln of the number of parameters.</summary>
    private const double Parameters = 0.2;

    /// <summary>For stating the number of parameters at all.</summary>
    private const double Stated = -0.5;

    /// <summary>By month.</summary>
    private const double Month = 0.1;

    /// <summary>The standard deviation of a slope over pools, as a part of it.</summary>
    private const double Uncertainty = 0.25;

    /// <summary>
    /// The most that one fact tells, in logits: a release five years from the others' mean, e^30 times their parameters or e^60 times their price.
    /// Facts that are wrong reach it, and there probes still outweigh them.
    /// </summary>
    private const double Farthest = 6;

    /// <param name="known">The endpoints with history.</param>
    /// <param name="endpoint">The one without.</param>
    public static CapabilityTrend Of(IReadOnlyList<Endpoint> known, Endpoint endpoint)
    {
        EndpointFacts[] facts = [.. known.Append(endpoint).Select(EndpointFacts.Of)];
        double[][] terms =
        [
            Term(Price, one => one.OutputPrice),
            Term(Parameters, one => one.Parameters),
            Term(Stated, one => one.IsEmpty ? double.NaN : double.IsFinite(one.Parameters) ? 1 : 0),
            Term(Month, one => one.Month),
        ];
        return new CapabilityTrend(
            [.. Enumerable.Range(0, facts.Length).Select(j => terms.Sum(term => term[j]))],
            terms.Sum(term => Math.Pow(Uncertainty * term[^1], 2)));

        double[] Term(double slope, Func<EndpointFacts, double> fact)
        {
            var values = Array.ConvertAll(facts, one => fact(one));
            var mean = values[..^1].Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
            return Array.ConvertAll(values, value => double.IsFinite(value - mean) ? Math.Clamp(slope * (value - mean), -Farthest, Farthest) : 0);
        }
    }
}
