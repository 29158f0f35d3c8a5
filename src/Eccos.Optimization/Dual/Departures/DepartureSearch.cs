namespace Eccos.Optimization;

/// <summary>
/// Closes the gap that rounding leaves where at most one side row couples the queries beside the loads: a <see cref="DepartureProgram"/> under a
/// small budget of regret, then under a larger one, and so on. A run that is complete raises the bound by its budget, and one that finds something lowers the
/// cutoff, until the two meet.
/// </summary>
internal sealed class DepartureSearch(LagrangianForm form, RegretScan scan, DualPrices prices, Incumbent incumbent)
{
    /// <summary>
    /// The most work, see <see cref="DepartureProgram.Work"/>, some tenths of a second; counted, not timed, so that results repeat.
    /// What is still open then is for the exact engine.
    /// </summary>
    private const long MostWork = 40_000_000;

    private const int MostKept = 200_000;

    /// <summary>The first budget, as a part of the gap that is allowed and of the one that there is.</summary>
    private const double SmallestBudget = 0.5;

    private const double SmallestPart = 1e-3;

    /// <summary>Budgets double as long as a run is over in no time.</summary>
    private const long LittleWork = 100_000;

    private const double LargeGrowth = 2;

    /// <summary>Then they grow more slowly, since that takes about so many times the work.</summary>
    private const double Growth = 1.25;

    private const int GrowthOfWork = 3;

    private double _proven;
    private long _workLeft = MostWork;

    /// <summary>Whether a form is of the kind that is searched here.</summary>
    public static bool Covers(LagrangianForm form) => form is { IsPlain: true, HasTokenLimits: false };

    /// <summary>No assignment lies below this.</summary>
    public double Bound => scan.Bound + _proven;

    private double Whole => incumbent.Cutoff - scan.Bound;

    /// <summary>Searches everything below the incumbent's cutoff.</summary>
    /// <param name="isTimeUp">Ends the search early.</param>
    /// <returns>Whether all of it was searched.</returns>
    public bool Run(Func<bool> isTimeUp)
    {
        var budget = Math.Max(SmallestBudget * incumbent.AllowedGap(scan.Bound), SmallestPart * Whole);
        var work = 0L;
        while (GrowthOfWork * work <= _workLeft && !isTimeUp())
        {
            var (f, workBefore) = (incumbent.F, _workLeft);
            var isComplete = Try(Math.Min(budget, Whole), isTimeUp);
            if (_proven >= Whole)
                return true;
            if (!isComplete && incumbent.F >= f)
                return false;
            work = workBefore - _workLeft;
            budget *= work < LittleWork ? LargeGrowth : Growth;
            if (Growth * budget > Whole)
                budget = Whole;
        }

        return false;
    }

    private bool Try(double budget, Func<bool> isTimeUp)
    {
        using var program = new DepartureProgram(form, scan, prices, incumbent, budget, MostKept);
        var isComplete = program.Run(_workLeft, isTimeUp);
        _workLeft -= program.Work;
        if (isComplete)
            _proven = Math.Max(_proven, Math.Min(budget, Whole));
        return isComplete;
    }
}
