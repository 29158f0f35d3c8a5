namespace Eccos.Optimization;

/// <summary>
/// Prices of a stream from the assignment of its sample: the shadow prices at the aims, in units of one query. With S the shadow price as the
/// optimizer states it, n the queries, n_k those that limit k is about, and u = n where the best quality is striven for and 1 otherwise,
/// <code>
/// p_k = u S_k / n_k   of a floor      p_k = u S_k   of a budget      mu_j = u S_j
/// </code>
/// </summary>
/// <param name="optimizer">Solves the assignment of the sample and states shadow prices.</param>
/// <param name="limits">What is striven for, and the limits that have a price.</param>
internal sealed class PriceSolver(IOptimizer optimizer, StreamLimits limits)
{
    private const double HalfStep = 0.5;

    /// <summary>Solves a sample.</summary>
    /// <param name="rows">The sample, of 1 query or more.</param>
    /// <param name="aimOf">The aim of limit k, once the range of its y is known.</param>
    /// <param name="isReference">Whether the sample is of typical queries.</param>
    /// <param name="requests">The most of its queries each endpoint takes; <see langword="null"/> for no limits.</param>
    /// <param name="last">The prices before; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Interrupts the optimizer.</param>
    /// <returns>The prices; <see langword="null"/> when the optimizer found none.</returns>
    public StreamPrices? Solve(
        SampleRows rows,
        Func<int, YieldStatistics, double> aimOf,
        bool isReference,
        int?[]? requests,
        StreamPrices? last,
        CancellationToken cancellationToken)
    {
        // A weighted sum without limits: its weight is all there is to know.
        if (limits.Priced.Count == 0 && requests is null)
            return new StreamPrices([], new double[rows.Endpoints], []);
        int[][] members = [.. limits.Priced.Select(rows.Members)];
        YieldStatistics[] statistics = [.. limits.Priced.Select((limit, k) => Statistics(rows, limit, members[k], last?.Limits[k].Statistics.Deviation, isReference))];
        double[] aims = [.. statistics.Select((known, k) => aimOf(k, known))];
        var sample = new SampleProblem(rows, limits, members, aims, last?.Shadow);

        // Endpoints that are full may leave too little for the aims; what they take was only learned, so the prices are then computed without. Floors and
        // budgets together may ask for too much too; then those that matter most have a price, and the hard bounds say of the others that they cannot be kept.
        var assignment = optimizer.Solve(sample.Of(requests, _ => true), cancellationToken);
        if (requests is not null && assignment is not { IsFound: true })
            assignment = optimizer.Solve(sample.Of(null, _ => true), cancellationToken);
        if (assignment is { Status: AssignmentStatus.Infeasible } && sample.IsMixed)
            assignment = optimizer.Solve(sample.Of(null, limit => limit.IsFloor != (limits.Objective == Objective.BestQuality)), cancellationToken);
        return assignment.IsFound ? Prices(rows, members, assignment, aims, statistics) : null;
    }

    private YieldStatistics Statistics(SampleRows rows, StreamLimit limit, int[] members, double? deviation, bool isReference)
    {
        var noMu = new double[rows.Endpoints];
        var (least, _) = rows.Yield(limit, members, _ => limits.Free, noMu);
        var (most, spread) = rows.Yield(limit, members, _ => limit.IsFloor ? new StreamWeights(0, 1) : new StreamWeights(1, 0), noMu);
        return new YieldStatistics(least, most, deviation ?? spread, members.Length, isReference);
    }

    private StreamPrices Prices(SampleRows rows, int[][] members, Assignment assignment, double[] aims, YieldStatistics[] statistics)
    {
        var unit = limits.Objective == Objective.BestQuality ? rows.Count : 1.0;
        var (price, mu) = (new double[limits.Priced.Count], new double[rows.Endpoints]);
        foreach (var shadow in assignment.ShadowPrices)
        {
            if (shadow is { Kind: LimitKind.Workload, Endpoint: { } j })
                mu[j] = shadow.Price * unit;
            else if (IndexOf(shadow) is { } k && members[k].Length > 0)
                price[k] = shadow.Price * unit / (limits.Priced[k].IsFloor ? members[k].Length : 1);
        }

        return new StreamPrices(
            [.. price.Select((p, k) => new LimitPrice(p, aims[k], Slope(k), statistics[k] with { Deviation = At(k, 0).Deviation }))],
            mu,
            assignment.ShadowPrices);

        double Slope(int k) => At(k, HalfStep).Mean - At(k, -HalfStep).Mean;

        // y of limit k when its own price alone moves by a factor.
        (double Mean, double Deviation) At(int k, double logStep)
        {
            var moved = (double[])price.Clone();
            moved[k] *= Math.Exp(logStep);
            return rows.Yield(limits.Priced[k], members[k], i => limits.Weights(rows.Groups(i), moved), mu);
        }
    }

    private int? IndexOf(ShadowPrice shadow)
    {
        for (var k = 0; k < limits.Priced.Count; k++)
        {
            var (kind, group) = limits.Priced[k];
            if (kind == shadow.Kind && (group == StreamLimit.WholeStream ? shadow.Group is null : limits.GroupNames[group] == shadow.Group))
                return k;
        }

        return null;
    }
}
