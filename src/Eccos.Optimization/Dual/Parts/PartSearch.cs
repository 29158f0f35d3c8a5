namespace Eccos.Optimization;

/// <summary>
/// Closes the gap that rounding leaves where beside the loads few side rows couple the queries at a time, see <see cref="RowOrder"/>. Of the parts of the assignments always the one of
/// the least bound is searched: by a <see cref="DepartureProgram"/> under a small budget of regret, then under a larger one, and so on. A run that is complete
/// raises the part's bound by its budget; one that finds something lowers the cutoff, until the two meet. Where a run takes long, <see cref="PartSplit"/> splits the part,
/// if bounds rise by enough.
/// </summary>
/// <param name="form">The assignment.</param>
/// <param name="matrices">Its matrices on the scale of the dual; null for a form that is not plain, whose parts are not split.</param>
/// <param name="scan">The regrets at the prices of the whole.</param>
/// <param name="whole">All assignments.</param>
/// <param name="incumbent">The best assignment so far.</param>
/// <param name="isTimeUp">Ends the search early.</param>
internal sealed class PartSearch(LagrangianForm form, ScaledMatrices? matrices, RegretScan scan, Part whole, Incumbent incumbent, Func<bool> isTimeUp) : IDisposable
{
    /// <summary>
    /// The most work, see <see cref="DepartureProgram.Work"/>, a second or less; counted, not timed, so that results repeat.
    /// What is still open then is for the exact engine.
    /// </summary>
    private const long MostWork = 100_000_000;

    private const int GrowthOfWork = 3;

    /// <summary>
    /// The partial assignments of one end that a search keeps at most, 64 bytes each in some lists: what needs more is split sooner than searched. Where nothing is
    /// split, a wide search is all there is.
    /// </summary>
    private const int MostKept = 20_000;

    private const int MostKeptUnsplit = 200_000;
    private readonly List<Part> _open = [whole];
    private PartForm? _parts;
    private long _work;

    /// <summary>No assignment lies below this.</summary>
    public double Bound => _open.Count == 0 ? incumbent.Cutoff : _open.Min(part => part.Bound);

    /// <summary>How many parts were split.</summary>
    public int Splits { get; private set; }

    /// <summary>Whether a form is of the kind that is searched here.</summary>
    public static bool Covers(LagrangianForm form) => !form.HasTokenLimits && RowOrder.Covers(form);

    public void Dispose() => _parts?.Dispose();

    /// <summary>Searches everything below the incumbent's cutoff.</summary>
    /// <returns>Whether all of it was searched.</returns>
    public bool Run()
    {
        while (_open.MinBy(part => part.Bound) is { } part)
        {
            if (part.IsClosed(incumbent.Cutoff))
                _open.Remove(part);
            else if (isTimeUp())
                return false;
            else if (part.IsToSplit)
                Split(part);
            else if (part.IsCut || GrowthOfWork * part.Last.Work > MostWork - _work)
                return false;
            else
                Search(part);
        }

        return true;
    }

    private void Search(Part part)
    {
        var (view, regrets) = (form, scan);
        if (_parts is not null)
        {
            _parts.Show(part);
            (view, regrets) = (_parts.Form, _parts.Scan);
        }

        var (budget, f) = (part.NextBudget(incumbent), incumbent.F);
        using var program = new DepartureProgram(view, regrets, part.Prices, incumbent, budget, matrices is null ? MostKeptUnsplit : MostKept);
        var isComplete = program.Run(Math.Min(part.MostWork, MostWork - _work), isTimeUp);
        _work += program.Work;
        part.Searched(Math.Min(budget, incumbent.Cutoff - part.AtPrices), program.Work, isComplete, incumbent.F < f);
    }

    private void Split(Part part)
    {
        var before = _parts?.Work ?? 0;
        if (Halves(part) is { } halves)
        {
            Splits++;
            _open.Remove(part);
            _open.AddRange(halves);
        }
        else
        {
            part.KeepWhole();
        }

        _work += (_parts?.Work ?? 0) - before;
    }

    /// <remarks>
    /// Where groups have rows of their own a search knows more of a part than the bound at its prices, by which splits are weighed: they made such searches longer.
    /// </remarks>
    private Part[]? Halves(Part part)
    {
        if (matrices is null)
            return null;
        _parts ??= new PartForm(form, matrices);
        return new PartSplit(_parts, part, incumbent, isTimeUp).Find();
    }
}
