namespace Eccos.Optimization;

/// <summary>
/// Solves an assignment by its dual: maximise the smoothed dual, round the soft assignment, repair and better it by exchanges, and where
/// the gap asked for is not met yet, search what reduced-cost fixing leaves.
/// </summary>
/// <param name="form">The assignment, with at least one query and an endpoint for each.</param>
/// <param name="relativeGap">The gap at which the search may stop.</param>
/// <param name="isTimeUp">Ends the search early; throws when it is cancelled.</param>
/// <param name="smallestScale">What the gap is relative to where |f| is smaller.</param>
internal sealed class DualGuidedSearch(LagrangianForm form, double relativeGap, Func<bool> isTimeUp, double smallestScale = 0)
{
    private const int FewQueries = 250;
    private const int ManyQueries = 20000;
    private readonly Incumbent _incumbent = new(form, relativeGap, smallestScale);
    private readonly DualPrices _prices = new(form);
    private readonly RegretScan _scan = new(form);

    /// <summary>Solves.</summary>
    /// <param name="start">The prices to start from.</param>
    /// <param name="branches">Asked before what is left open is searched, whether that is to be done; <see langword="null"/> for always.</param>
    public DualGuidedResult Solve(DualPrices? start = null, Func<bool>? branches = null)
    {
        var dual = SmoothedDuals.Of(form);
        var tau = MaximiseDual(dual, start);
        _scan.Run(_prices);
        if (_scan.Bound > form.HighestF)
            return new DualGuidedResult(form, _incumbent, _scan.Bound, IsComplete: true, IsInfeasible: true, _prices);
        Round(tau, FewQueries, 50);
        if (_incumbent.X is null)
            Round(tau, ManyQueries, 1000);
        if (_incumbent.X is not null && _incumbent.Cutoff <= _scan.Bound)
            return Result(complete: true);
        if (branches?.Invoke() == false)
            return Result(complete: false);
        if (!PartSearch.Covers(form))
            return Result(new BranchAndBound(form, _incumbent, isTimeUp).Run(_scan, _prices));
        var whole = new Part(form.LeastLoads, form.WorkloadLimits, [], _prices) { AtPrices = _scan.Bound, Temperature = tau };
        using var parts = new PartSearch(form, (dual as SmoothedDual)?.Problem.Matrices, _scan, whole, _incumbent, isTimeUp);
        return Result(parts.Run(), parts.Bound);
    }

    private double MaximiseDual(ISmoothedDual dual, DualPrices? start)
    {
        var ascent = new DualAscent(dual);
        var y = new double[dual.Dimension];
        if (start is not null)
            dual.Scale(start, y);

        // Finer than a tenth of the gap, and than the part of one query, so that the soft assignment rounds to about what it promises.
        var part = Math.Min(0.1 * relativeGap, 0.5 / form.N);
        ascent.Maximise(y, start is null ? 0 : 0.01, Precision, dual.Scale(form.HighestF), isTimeUp);
        dual.Unscale(ascent.BestPrices, _prices);
        return ascent.Temperature * dual.FScale;

        double Precision(double bound) =>
            Math.Max(part * Math.Max(Math.Abs(dual.Unscale(bound)), Math.Max(smallestScale, form.SmallestScale)), 0.1 * form.AbsoluteGap) / dual.FScale;
    }

    private void Round(double tau, int queryCount, int steps)
    {
        var state = new SearchState(form, SoftRounding.Round(_scan, form, tau));
        using var options = _scan.Smallest(queryCount, double.MaxValue, withBest: true);
        using var search = new PrimalSearch(state, _scan, options, isTimeUp);
        if (!search.Repair(steps))
            return;
        search.Improve(50, Math.Min(0.9 * _incumbent.AllowedGap(_scan.Bound), form.Ceiling - _scan.Bound));
        _incumbent.Offer(state.X);
    }

    private DualGuidedResult Result(bool complete, double proven = double.NegativeInfinity)
    {
        // Everything below the cutoff was searched: the optimum lies between it and the incumbent.
        var bound = Math.Max(_scan.Bound, complete && _incumbent.X is not null ? _incumbent.Cutoff : proven);
        return new DualGuidedResult(form, _incumbent, Math.Min(bound, _incumbent.F), complete, complete && _incumbent.X is null, _prices);
    }
}
