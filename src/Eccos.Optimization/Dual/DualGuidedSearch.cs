using System.Buffers;

namespace Eccos.Optimization;

/// <summary>
/// Solves an assignment by its dual: maximise the smoothed dual, round the soft assignment, repair and better it by exchanges, and where
/// the gap asked for is not met yet, search what reduced-cost fixing leaves.
/// </summary>
internal sealed class DualGuidedSearch : IDisposable
{
    private const int FewQueries = 250;
    private const int ManyQueries = 20000;

    /// <summary>
    /// The exchanges that are looked at, about, before the parts are searched, which find in a fraction of the time what some millions more would.
    /// </summary>
    private const long FewExchanges = 500_000;

    private readonly LagrangianForm _form;
    private readonly double _relativeGap;
    private readonly Func<bool> _isTimeUp;
    private readonly double _smallestScale;
    private readonly Incumbent _incumbent;
    private readonly DualPrices _prices;
    private readonly ISmoothedDual _dual;
    private readonly double[] _regrets;
    private readonly RegretScan _scan;

    /// <param name="form">The assignment, with at least one query and an endpoint for each.</param>
    /// <param name="relativeGap">The gap at which the search may stop.</param>
    /// <param name="isTimeUp">Ends the search early; throws when it is cancelled.</param>
    /// <param name="smallestScale">What the gap is relative to where |f| is smaller.</param>
    public DualGuidedSearch(LagrangianForm form, double relativeGap, Func<bool> isTimeUp, double smallestScale = 0)
    {
        (_form, _relativeGap, _isTimeUp, _smallestScale) = (form, relativeGap, isTimeUp, smallestScale);
        (_incumbent, _prices, _dual) = (new Incumbent(form, relativeGap, smallestScale), new DualPrices(form), SmoothedDuals.Of(form));
        _regrets = ArrayPool<double>.Shared.Rent(form.N * form.M);
        _scan = new RegretScan(form, _regrets);
    }

    public void Dispose()
    {
        _dual.Dispose();
        ArrayPool<double>.Shared.Return(_regrets);
    }

    /// <summary>Solves.</summary>
    /// <param name="start">The prices to start from.</param>
    /// <param name="branches">Asked before what is left open is searched, whether that is to be done; <see langword="null"/> for always.</param>
    public DualGuidedResult Solve(DualPrices? start = null, Func<bool>? branches = null)
    {
        var tau = MaximiseDual(start);
        _scan.Run(_prices);
        if (_scan.Bound > _form.HighestF)
            return new DualGuidedResult(_form, _incumbent, _scan.Bound, IsComplete: true, IsInfeasible: true, _prices);
        var isInParts = PartSearch.Covers(_form);
        var mostExchanges = isInParts ? FewExchanges : long.MaxValue;
        Exchange(SoftRounding.Round(_scan, _form, tau), FewQueries, 50, mostExchanges);
        if (_incumbent.X is null)
            Exchange(SoftRounding.Round(_scan, _form, tau), ManyQueries, 1000, mostExchanges);
        if (_incumbent.X is not null && _incumbent.Cutoff <= _scan.Bound)
            return Result(complete: true);
        if (branches?.Invoke() == false)
            return Result(complete: false);
        return isInParts ? SearchParts(tau) : Result(new BranchAndBound(_form, _incumbent, _isTimeUp).Run(_scan, _prices));
    }

    private DualGuidedResult SearchParts(double tau)
    {
        var whole = new Part(_form.LeastLoads, _form.WorkloadLimits, [], _prices) { AtPrices = _scan.Bound, Temperature = tau };
        using var parts = new PartSearch(_form, (_dual as SmoothedDual)?.Problem.Matrices, _scan, whole, _incumbent, _isTimeUp);
        if (parts.Run())
            return Result(complete: true, parts.Bound);

        // The exact engine takes long: it gets the best that there is to be had.
        if (_incumbent.X is not null)
            Exchange(_incumbent.X, FewQueries, 50, long.MaxValue);
        return Result(_incumbent.Cutoff <= parts.Bound, parts.Bound);
    }

    private double MaximiseDual(DualPrices? start)
    {
        var ascent = new DualAscent(_dual);
        var y = new double[_dual.Dimension];
        if (start is not null)
            _dual.Scale(start, y);

        // Finer than a tenth of the gap, and than the part of one query, so that the soft assignment rounds to about what it promises.
        var part = Math.Min(0.1 * _relativeGap, 0.5 / _form.N);
        ascent.Maximise(y, start is null ? 0 : 0.01, Precision, _dual.Scale(_form.HighestF), _isTimeUp);
        _dual.Unscale(ascent.BestPrices, _prices);
        return ascent.Temperature * _dual.FScale;

        double Precision(double bound) =>
            Math.Max(part * Math.Max(Math.Abs(_dual.Unscale(bound)), Math.Max(_smallestScale, _form.SmallestScale)), 0.1 * _form.AbsoluteGap) / _dual.FScale;
    }

    /// <summary>Repairs and betters an assignment by exchanges.</summary>
    /// <param name="start">The assignment.</param>
    /// <param name="queryCount">How many queries have options that count, about.</param>
    /// <param name="repairs">The most exchanges that repair it.</param>
    /// <param name="mostExchanges">The exchanges that are looked at to better it, about.</param>
    private void Exchange(int[] start, int queryCount, int repairs, long mostExchanges)
    {
        var state = new SearchState(_form, start);
        using var options = _scan.Smallest(queryCount, double.MaxValue, withBest: true);
        using var search = new PrimalSearch(state, _scan, options, _isTimeUp);
        if (!search.Repair(repairs))
            return;
        search.Improve(50, Math.Min(0.9 * _incumbent.AllowedGap(_scan.Bound), _form.Ceiling - _scan.Bound), mostExchanges);
        _incumbent.Offer(state.X);
    }

    private DualGuidedResult Result(bool complete, double proven = double.NegativeInfinity)
    {
        // Everything below the cutoff was searched: the optimum lies between it and the incumbent.
        var bound = Math.Max(_scan.Bound, complete && _incumbent.X is not null ? _incumbent.Cutoff : proven);
        return new DualGuidedResult(_form, _incumbent, Math.Min(bound, _incumbent.F), complete, complete && _incumbent.X is null, _prices);
    }
}
