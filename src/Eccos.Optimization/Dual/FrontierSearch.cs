namespace Eccos.Optimization;

/// <summary>
/// The curve from weighted sums. With quality at the price lambda
/// <code>
/// D(lambda)     at most  min_x sum_ij (c_ij - lambda a_ij) x_ij           under workload and tokens
/// least cost at floor alpha  >=  max_lambda D(lambda) + lambda N alpha    for every alpha at once
/// </code>
/// and each minimiser is a point of the curve. The next lambda is the slope between the two neighbours that lie furthest apart, and its
/// workload prices start from theirs.
/// </summary>
/// <remarks>J. L. Cohon, "Multiobjective Programming and Planning", 1978 (the non-inferior set estimation method).</remarks>
internal sealed class FrontierSearch(AssignmentProblem problem, double relativeGap, SolveClock clock)
{
    private readonly List<Corner> _corners = [];
    private readonly List<(double Lambda, double Bound)> _bounds = [];
    private double _scale;

    private sealed record Corner(double Quality, double Cost, double Lambda, DualPrices Prices)
    {
        /// <summary>Whether nothing lies between this corner and the next.</summary>
        public bool IsLast { get; set; }
    }

    public IReadOnlyList<FrontierPoint> Run(int points)
    {
        if (problem.QueryCount == 0 || LagrangianFormBuilder.Weighted(problem, 1, 0).HasQueryWithoutEndpoint)
            return [];
        var cheapest = Solve(1, 0, null);
        var best = cheapest is null ? null : Solve(0, 1, null);
        if (cheapest is null || best is null)
            return [];

        // Either may be as good as the other on its own side, within the gap.
        if (best.Cost > cheapest.Cost || best.Quality <= cheapest.Quality)
            _corners.Add(cheapest);
        if (best.Quality > cheapest.Quality)
            _corners.Add(best with { Lambda = double.PositiveInfinity });
        while (_corners.Count < points && Widest() is { } k && !clock.IsTimeUp())
            Split(k);
        return [.. _corners.Select(Point)];
    }

    private int? Widest()
    {
        var (widest, area) = ((int?)null, 0.0);
        for (var k = 0; k + 1 < _corners.Count; k++)
        {
            var (a, b) = (_corners[k], _corners[k + 1]);
            var size = (b.Quality - a.Quality) * (b.Cost - a.Cost);
            if (!a.IsLast && size > area)
                (widest, area) = (k, size);
        }

        return widest;
    }

    private void Split(int k)
    {
        var (a, b) = (_corners[k], _corners[k + 1]);
        var lambda = (b.Cost - a.Cost) / (b.Quality - a.Quality) / problem.QueryCount;
        _scale = a.Cost;
        if (Solve(1, lambda, a.Prices) is { } between && between.Quality > a.Quality && between.Quality < b.Quality && between.Cost > a.Cost && between.Cost < b.Cost)
            _corners.Insert(k + 1, between);
        else
            a.IsLast = true;
    }

    private Corner? Solve(double costWeight, double lambda, DualPrices? start)
    {
        var form = LagrangianFormBuilder.Weighted(problem, costWeight, lambda);
        using var search = new DualGuidedSearch(form, relativeGap, clock.IsTimeUp, _scale);
        var result = search.Solve(start);
        if (result.Incumbent.X is not { } x)
            return null;
        if (costWeight > 0)
            _bounds.Add((lambda, result.Bound));
        var (cost, quality) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            cost += problem.Cost[i, x[i]];
            quality += problem.Quality[i, x[i]];
        }

        return new Corner(quality / x.Length, cost, lambda, result.Prices);
    }

    private FrontierPoint Point(Corner corner)
    {
        var total = corner.Quality * problem.QueryCount;

        // Less a rounding unit of what is added: D + lambda N alpha may cancel.
        var bound = _bounds.Max(entry => entry.Bound + (entry.Lambda * total) - (1e-15 * (Math.Abs(entry.Bound) + (entry.Lambda * total))));
        return new FrontierPoint(corner.Quality, corner.Cost, Math.Min(bound, corner.Cost), corner.Lambda * problem.QueryCount);
    }
}
