namespace Eccos.Optimization;

/// <summary>What both sides of a <see cref="DepartureProgram"/> share: the assignment of regret 0, and which departures from it are still worth while.</summary>
internal sealed class DepartureScope : IDisposable
{
    private int[]? _draft;

    /// <param name="form">The assignment.</param>
    /// <param name="scan">The regrets at the prices.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="incumbent">The best assignment so far.</param>
    /// <param name="budget">The most regret of a set of departures.</param>
    /// <param name="mostKept">The most partial assignments that a side keeps; where there are more, those of the least bound.</param>
    public DepartureScope(LagrangianForm form, RegretScan scan, DualPrices prices, Incumbent incumbent, double budget, int mostKept)
    {
        (Form, Scan, Prices, Incumbent, MostKept, Budget) = (form, scan, prices, incumbent, mostKept, budget);
        Open = new OpenQueries(form, scan, prices, budget);
        Rows = new OpenRows(form, scan, prices, Open);
        Key = new LoadKey(form, Open.Loads, Open.Leaving, Open.Joining);
        var f = 0.0;
        for (var i = 0; i < form.N; i++)
            f += form.F[(i * form.M) + scan.Best[i]];
        Start = new PartialAssignment(Key.Start, f, 0, 0, Rows.Settled, 0, -1);
    }

    public LagrangianForm Form { get; }

    public RegretScan Scan { get; }

    public DualPrices Prices { get; }

    public Incumbent Incumbent { get; }

    public int MostKept { get; }

    /// <summary>The queries that may depart.</summary>
    public OpenQueries Open { get; }

    /// <summary>The side rows that they are in.</summary>
    public OpenRows Rows { get; }

    /// <summary>The loads that matter.</summary>
    public LoadKey Key { get; }

    /// <summary>The assignment of regret 0.</summary>
    public PartialAssignment Start { get; }

    /// <summary>The most regret of a set of departures that is still worth while.</summary>
    public double Budget { get => Math.Min(field, Incumbent.Cutoff - Scan.Bound); }

    /// <summary>The loads of partial assignments that were looked at, and what takes as long.</summary>
    public long Work { get; set; }

    /// <summary>Whether nothing within the budget was left out.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Whether f is less than the incumbent's by more than rounding.</summary>
    public bool IsLess(double f) => f < Incumbent.F - (1e-13 * Math.Abs(f));

    /// <summary>The assignment of regret 0 for departures to be made from; the same array every time.</summary>
    public int[] Draft()
    {
        _draft ??= new int[Form.N];
        Scan.Best.CopyTo(_draft, 0);
        return _draft;
    }

    public void Dispose() => Open.Dispose();
}
