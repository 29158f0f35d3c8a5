namespace Eccos.Optimization;

/// <summary>
/// Closes the gap that rounding leaves: options whose regret exceeds cutoff - bound are taken out (reduced-cost fixing), and what is left is
/// gone through by <see cref="Enumeration"/>, or, where that would be too much, split by the endpoint of one query, with the dual of
/// every part maximised anew from the prices of the whole.
/// </summary>
internal sealed class BranchAndBound
{
    private const int EnumeratedSets = 4000;

    /// <summary>
    /// The most matrix entries and departures that may be passed over, some tenths of a second; counted, not timed, so that results repeat.
    /// What is still open then, such as batches of a few kinds of queries, is for the exact engine.
    /// </summary>
    private const long MostWork = 2_000_000;

    private readonly LagrangianForm _root;
    private readonly Incumbent _incumbent;
    private readonly Func<bool> _isTimeUp;
    private readonly int[] _x;
    private long _workLeft = MostWork;

    public BranchAndBound(LagrangianForm root, Incumbent incumbent, Func<bool> isTimeUp)
    {
        (_root, _incumbent, _isTimeUp) = (root, incumbent, isTimeUp);
        _x = new int[root.N];
    }

    /// <summary>The parts whose dual was maximised.</summary>
    public int Nodes { get; private set; }

    /// <summary>Searches everything below the incumbent's cutoff.</summary>
    /// <returns>Whether all of it was searched.</returns>
    public bool Run(RegretScan scan, DualPrices prices)
    {
        var all = new int[_root.N];
        for (var i = 0; i < all.Length; i++)
            all[i] = i;
        return Close(_root, scan, prices, all, 0);
    }

    /// <summary>Searches one part.</summary>
    /// <param name="form">The part.</param>
    /// <param name="scan">The regrets at the prices.</param>
    /// <param name="prices">Prices that bound the part.</param>
    /// <param name="queries">The root's queries that are open in it.</param>
    /// <param name="decided">sum f x over the queries that are decided in <see cref="_x"/>.</param>
    private bool Close(LagrangianForm form, RegretScan scan, DualPrices prices, int[] queries, double decided)
    {
        var budget = _incumbent.Cutoff - decided - scan.Bound;
        if (budget < 0)
            return true;

        var open = new List<int>(form.N);
        for (var i = 0; i < form.N; i++)
        {
            var options = 0;
            for (var j = 0; j < form.M; j++)
                options += scan.Regrets[(i * form.M) + j] <= budget ? 1 : 0;
            if (options > 1)
            {
                open.Add(i);
                continue;
            }

            _x[queries[i]] = scan.Best[i];
            decided += form.F[(i * form.M) + scan.Best[i]];
        }

        var core = form.Core(open.ToArray(), (i, j) => scan.Regrets[(i * form.M) + j] <= budget, scan.Best);
        var coreQueries = open.Select(i => queries[i]).ToArray();
        var coreScan = new RegretScan(core);
        coreScan.Run(prices);
        using var enumeration = new Enumeration(core, coreScan, coreScan.Bound, () => _incumbent.Cutoff - decided, state => Offer(coreQueries, state.X));
        var isComplete = enumeration.Run(EnumeratedSets);
        _workLeft -= enumeration.Work;
        return isComplete || Branch(core, coreScan, prices, coreQueries, decided);
    }

    private bool Branch(LagrangianForm core, RegretScan scan, DualPrices prices, int[] queries, double decided)
    {
        var chosen = Choose(core, scan);
        var rest = Enumerable.Range(0, core.N).Where(i => i != chosen).ToArray();
        var restQueries = rest.Select(i => queries[i]).ToArray();
        var x = new int[core.N];
        foreach (var j in Enumerable.Range(0, core.M).OrderBy(j => scan.Regrets[(chosen * core.M) + j]).ToArray())
        {
            var regret = scan.Regrets[(chosen * core.M) + j];
            if (scan.Bound + decided + regret > _incumbent.Cutoff || double.IsInfinity(regret))
                continue;
            if (_workLeft <= 0 || _isTimeUp())
                return false;
            Nodes++;
            x[chosen] = j;
            _x[queries[chosen]] = j;
            var part = core.Core(rest, (i, k) => double.IsFinite(core.F[(i * core.M) + k]), x);
            if (!SolvePart(part, prices, restQueries, decided + core.F[(chosen * core.M) + j]))
                return false;
        }

        return true;
    }

    private bool SolvePart(LagrangianForm part, DualPrices start, int[] queries, double decided)
    {
        if (part.IsOverfull())
            return true;
        using var dual = SmoothedDuals.Of(part);
        var ascent = new DualAscent(dual);
        var y = new double[dual.Dimension];
        dual.Scale(start, y);
        var enough = dual.Scale(_incumbent.Cutoff - decided);
        ascent.Maximise(y, 0.01, _ => 0.02 * Math.Max(0, enough - ascent.BestBound), enough, _isTimeUp);
        _workLeft -= ascent.WorkOn(part);
        var prices = new DualPrices(part);
        dual.Unscale(ascent.BestPrices, prices);
        var scan = new RegretScan(part);
        scan.Run(prices);
        return Close(part, scan, prices, queries, decided);
    }

    /// <summary>Of the queries nearest to a tie the one whose endpoint changes f most.</summary>
    private static int Choose(LagrangianForm core, RegretScan scan)
    {
        var second = new double[core.N];
        for (var i = 0; i < core.N; i++)
        {
            second[i] = double.PositiveInfinity;
            for (var j = 0; j < core.M; j++)
            {
                if (j != scan.Best[i])
                    second[i] = Math.Min(second[i], scan.Regrets[(i * core.M) + j]);
            }
        }

        var near = second.Order().ElementAt(Math.Min(3, core.N - 1));
        var (chosen, largest) = (0, -1.0);
        for (var i = 0; i < core.N; i++)
        {
            for (var j = 0; j < core.M && second[i] <= near; j++)
            {
                var change = Math.Abs(core.F[(i * core.M) + j] - core.F[(i * core.M) + scan.Best[i]]);
                if (scan.Regrets[(i * core.M) + j] <= near && change > largest)
                    (chosen, largest) = (i, change);
            }
        }

        return chosen;
    }

    private void Offer(int[] queries, int[] x)
    {
        for (var i = 0; i < queries.Length; i++)
            _x[queries[i]] = x[i];
        _incumbent.Offer(_x);
    }
}
