namespace Eccos.Optimization;

/// <summary>
/// Splits a part in two by the load of one endpoint or the option of one query, whichever leaves least to search by the bounds of both ("strong branching"; D. Applegate, R. Bixby,
/// V. Chvatal, W. Cook, "Finding cuts in the TSP", 1995). Loads matter where one query more at a dear endpoint takes a floor much further: its assignments fall into
/// groups, one for each load, far from the floor on either side, while the relaxation has a part of a query there.
/// </summary>
/// <param name="form">Shows parts.</param>
/// <param name="part">The part.</param>
/// <param name="incumbent">The best assignment so far.</param>
/// <param name="isTimeUp">Ends the work early.</param>
internal sealed class PartSplit(PartForm form, Part part, Incumbent incumbent, Func<bool> isTimeUp)
{
    /// <summary>What of a query must lie on either side of a split.</summary>
    private const double LeastFraction = 0.02;

    /// <summary>The most queries that are tried.</summary>
    private const int MostQueries = 6;

    /// <summary>The work of both parts, in that of searching the whole, below which no other split is looked for.</summary>
    private const double Good = 0.7;

    /// <summary>
    /// The most work of both parts, in that of searching the whole, of a split that is worth its while. More than 1, since the parts of a weak split
    /// often have better ones; and less than the 2 of a split that raises no bound.
    /// </summary>
    private const double MostWork = 1.5;

    private readonly int _m = form.Form.M;
    private DualPrices _first = new(form.Form);
    private DualPrices _second = new(form.Form);
    private double _least = double.PositiveInfinity;
    private (Part One, Part Other)? _best;

    /// <summary>Finds the split whose parts take the least work.</summary>
    /// <returns>The parts that are left to search; <see langword="null"/> where none takes less than the whole.</returns>
    public Part[]? Find()
    {
        form.Show(part);
        using var divided = new PooledList<DividedQuery>();
        var loads = SoftLoads(divided);
        for (var j = 0; j < _m; j++)
        {
            var below = (int)Math.Floor(loads[j]);
            if (loads[j] - below is > LeastFraction and < 1 - LeastFraction && below >= part.Least[j] && below < part.Most[j])
                Try(part.WithLoad(j, part.Least[j], below, _first), part.WithLoad(j, below + 1, part.Most[j], _second));
        }

        divided.Items.Sort((a, b) => a.Spread != b.Spread ? b.Spread.CompareTo(a.Spread) : a.Query - b.Query);
        for (var k = 0; k < Math.Min(MostQueries, divided.Count) && _least > Good; k++)
        {
            var (i, j, _) = divided.Items[k];
            Try(part.With(new Choice(i, j, IsUsed: true), _first), part.With(new Choice(i, j, IsUsed: false), _second));
        }

        if (_best is not var (one, other) || (_least >= MostWork && !part.IsCut))
            return null;
        Part[] parts = [.. ((Part[])[one, other]).Where(half => !half.IsClosed(incumbent.Cutoff))];
        foreach (var half in parts)
            half.Expect(part, incumbent.Cutoff);
        return parts;
    }

    /// <summary>The loads of the soft assignment at the part's temperature.</summary>
    /// <param name="divided">Receives the queries that it divides.</param>
    private double[] SoftLoads(PooledList<DividedQuery> divided)
    {
        var (loads, p) = (new double[_m], new double[_m]);
        for (var i = 0; i < form.Form.N; i++)
        {
            SoftRounding.Probabilities(form.Scan.Regrets.AsSpan(i * _m, _m), part.Temperature, p);
            for (var j = 0; j < _m; j++)
                loads[j] += p[j];
            if (p[form.Scan.Best[i]] < 1 - LeastFraction)
                divided.Add(new DividedQuery(i, form.Scan.Best[i], Spread(i, p)));
        }

        return loads;
    }

    /// <summary>The mean absolute difference of f between the option of regret 0 and what else the soft assignment gives a query.</summary>
    private double Spread(int i, double[] p)
    {
        var (row, spread) = (i * _m, 0.0);
        for (var j = 0; j < _m; j++)
            spread += p[j] > 0 ? p[j] * Math.Abs(form.Form.F[row + j] - form.Form.F[row + form.Scan.Best[i]]) : 0;
        return spread;
    }

    private void Try(Part one, Part other)
    {
        var work = 0.0;
        foreach (var half in (ReadOnlySpan<Part>)[one, other])
        {
            if (!isTimeUp())
                form.Maximise(half, part.Prices, incumbent, isTimeUp);
            work += part.WorkOf(half, incumbent.Cutoff);
        }

        if (work >= _least)
            return;

        // The next prices go where those of the best so far were.
        var before = _best;
        (_least, _best) = (work, (one, other));
        (_first, _second) = before is var (a, b) ? (a.Prices, b.Prices) : (new DualPrices(form.Form), new DualPrices(form.Form));
    }

    /// <summary>A query with the endpoint that most of it is at, and how much the division matters.</summary>
    private readonly record struct DividedQuery(int Query, int Endpoint, double Spread);
}
