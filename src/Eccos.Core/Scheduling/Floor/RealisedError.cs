namespace Eccos;

/// <summary>
/// How far the average outcome of an assignment may lie from its average prediction:
/// <code>
/// variance = (1/n^2) (sum_i a_i (1 - a_i) + r sum_(i != k) s_i s_k)          a_i, s_i: success probability and standard error of the endpoint chosen for query i
/// </code>
/// The first sum is the chance of n outcomes whose probabilities are right; a query's own error is part of it, because an outcome of probability a has the variance
/// a (1 - a) whatever is known. The second is the error that predictions share, r being <see cref="HeldOutErrors.Correlation"/>: it does not average out.
/// </summary>
/// <param name="Chance">The mean of a_i (1 - a_i).</param>
/// <param name="Shared">The variance that does not average out, r times the mean of s_i s_k.</param>
/// <param name="Queries">n, the queries that were placed.</param>
internal readonly record struct RealisedError(double Chance, double Shared, int Queries)
{
    public static RealisedError Of(Prediction prediction, IReadOnlyList<int> endpointOf)
    {
        double chance = 0, sum = 0, squares = 0;
        var n = 0;
        for (var i = 0; i < endpointOf.Count; i++)
        {
            if (endpointOf[i] < 0)
                continue;
            var (a, s) = (prediction.Success[i, endpointOf[i]], prediction.StandardError[i, endpointOf[i]]);
            n++;
            chance += a * (1 - a);
            sum += s;
            squares += s * s;
        }

        var r = prediction.HeldOutErrors?.Correlation ?? 0;
        return n == 0 ? default : new RealisedError(chance / n, n > 1 ? r * ((sum * sum) - squares) / n / (n - 1) : 0, n);
    }

    /// <summary>The standard error of the average over some queries of this kind.</summary>
    public double Over(int queries) => queries == 0 ? 0 : Math.Sqrt((Chance / queries) + (Shared * (queries - 1) / queries));
}
