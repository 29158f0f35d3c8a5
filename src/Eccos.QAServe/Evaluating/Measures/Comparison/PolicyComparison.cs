namespace Eccos.QAServe;

/// <summary>One policy against another over the same queries, as changes relative to the other one.</summary>
/// <param name="Success">success / the other's - 1.</param>
/// <param name="SuccessInterval">Its 95 % bootstrap interval over queries.</param>
/// <param name="Cost">cost / the other's - 1.</param>
/// <param name="CostInterval">Its 95 % bootstrap interval over queries.</param>
public sealed record PolicyComparison(double Success, ConfidenceInterval SuccessInterval, double Cost, ConfidenceInterval CostInterval)
{
    /// <summary>Compares two policies; both are resampled together, so that what a query adds to both cancels.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="other">The other one, over the same queries.</param>
    /// <param name="samples">The bootstrap samples, 2 or more.</param>
    /// <param name="seed">Draws them.</param>
    /// <returns>The comparison.</returns>
    public static PolicyComparison Of(PolicyYield policy, PolicyYield other, int samples = 1000, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(other);
        return new PolicyComparison(
            (policy.Success / other.Success) - 1,
            Bootstrap.Sample(policy.QueryCount, queries => (policy.SuccessOver(queries) / other.SuccessOver(queries)) - 1, samples, seed).Interval(),
            (policy.CostUsd / other.CostUsd) - 1,
            Bootstrap.Sample(policy.QueryCount, queries => (policy.CostUsdOver(queries) / other.CostUsdOver(queries)) - 1, samples, seed).Interval());
    }
}
