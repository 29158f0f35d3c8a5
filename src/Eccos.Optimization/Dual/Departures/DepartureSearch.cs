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
    private const long MostWork = 25_000_000;

    private const int MostKept = 60_000;
    private const int FewKept = 1_000;
    private const double SmallestPart = 1e-3;
    private const double Growth = 1.5;

    /// <summary>Budgets that most searches end within.</summary>
    private const int EasyRuns = 2;

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
        var budget = Math.Max(2 * incumbent.AllowedGap(scan.Bound), SmallestPart * Whole);
        for (var (run, failures) = (0, 0); failures < 2 && _workLeft > 0 && !isTimeUp(); run++, budget *= Growth)
        {
            // A good incumbent makes all that follows smaller.
            if (run == EasyRuns)
                Try(Whole, FewKept, isTimeUp);
            var before = incumbent.F;
            var isComplete = Try(Math.Min(budget, Whole), MostKept, isTimeUp);
            if (_proven >= Whole)
                return true;
            if (!isComplete && incumbent.F >= before)
                failures++;
        }

        return _proven >= Whole;
    }

    private bool Try(double budget, int mostKept, Func<bool> isTimeUp)
    {
        using var program = new DepartureProgram(form, scan, prices, incumbent, budget, mostKept);
        var isComplete = program.Run(_workLeft, isTimeUp);
        _workLeft -= program.Work;
        if (isComplete)
            _proven = Math.Max(_proven, Math.Min(budget, Whole));
        return isComplete;
    }
}
