namespace Eccos.Optimization;

/// <summary>
/// Prices of a stream from the assignment of its sample: the shadow prices at the aim, in units of one query. With S the shadow price as the
/// optimizer states it and n the queries,
/// <code>
/// least cost:     p = S_floor / n     mu_j = S_j
/// best quality:   p = n S_budget      mu_j = n S_j
/// </code>
/// </summary>
/// <param name="optimizer">Solves the assignment of the sample and states shadow prices.</param>
/// <param name="objective">What is striven for.</param>
/// <param name="limit">The limit that has a price.</param>
internal sealed class PriceSolver(IOptimizer optimizer, Objective objective, PricedLimit limit)
{
    private const double HalfStep = 0.5;

    /// <summary>Solves a sample.</summary>
    /// <param name="rows">The sample, of 1 query or more.</param>
    /// <param name="aimOf">The aim, once the range of y is known.</param>
    /// <param name="isReference">Whether the sample is of typical queries.</param>
    /// <param name="requests">The most of its queries each endpoint takes; <see langword="null"/> for no limits.</param>
    /// <param name="last">The prices before; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Interrupts the optimizer.</param>
    /// <returns>The prices; <see langword="null"/> when the optimizer found none.</returns>
    public StreamPrices? Solve(
        SampleRows rows,
        Func<YieldStatistics, double> aimOf,
        bool isReference,
        int?[]? requests,
        StreamPrices? last,
        CancellationToken cancellationToken)
    {
        var free = new double[rows.Endpoints];
        var (least, _) = rows.Yield(limit, Free(ignoreLimit: true), free);
        var (most, spread) = rows.Yield(limit, Free(ignoreLimit: false), free);
        var statistics = new YieldStatistics(least, most, last?.Statistics.Deviation ?? spread, rows.Count, isReference);
        var aim = limit == PricedLimit.None ? 0 : aimOf(statistics);

        // Endpoints that are full may leave too little for the aim; what they take was only learned, so the price is then computed without.
        var assignment = Assign(rows, aim, requests, last, cancellationToken);
        if (requests is not null && assignment is not { IsFound: true })
            assignment = Assign(rows, aim, null, last, cancellationToken);
        return assignment.IsFound ? Prices(rows, assignment, aim, statistics) : null;
    }

    private StreamWeights Free(bool ignoreLimit) => ignoreLimit == (objective == Objective.LeastCost) ? new(1, 0) : new(0, 1);

    private Assignment Assign(SampleRows rows, double aim, int?[]? requests, StreamPrices? last, CancellationToken cancellationToken) => optimizer.Solve(
        new AssignmentProblem(rows.Cost, rows.Quality)
        {
            Objective = objective,
            QualityFloor = limit == PricedLimit.Floor ? Math.Clamp(aim, 0, 1) : null,
            Budget = limit == PricedLimit.Budget ? Math.Max(0, -aim * rows.Count) : null,
            Eligible = rows.Eligible,
            WorkloadLimits = requests,
            StartingPrices = last?.Shadow,
        },
        cancellationToken);

    private StreamPrices Prices(SampleRows rows, Assignment assignment, double aim, YieldStatistics statistics)
    {
        var unit = objective == Objective.LeastCost ? 1.0 : rows.Count;
        var (price, mu) = (0.0, new double[rows.Endpoints]);
        foreach (var (kind, endpoint, value) in assignment.ShadowPrices)
        {
            if (kind == LimitKind.Workload && endpoint is { } j)
                mu[j] = value * unit;
            else if (kind == LimitKind.QualityFloor && limit == PricedLimit.Floor)
                price = value / rows.Count;
            else if (kind == LimitKind.Budget && limit == PricedLimit.Budget)
                price = value * rows.Count;
        }

        var (_, deviation) = rows.Yield(limit, StreamWeights.Of(objective, price), mu);
        var slope = rows.Yield(limit, StreamWeights.Of(objective, price * Math.Exp(HalfStep)), mu).Mean
            - rows.Yield(limit, StreamWeights.Of(objective, price * Math.Exp(-HalfStep)), mu).Mean;
        return new StreamPrices(price, mu, aim, slope, statistics with { Deviation = deviation }, assignment.ShadowPrices);
    }
}
