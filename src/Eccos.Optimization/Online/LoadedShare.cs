namespace Eccos.Optimization;

/// <summary>
/// The part of the queries that an endpoint can take in the long run. By Little's law (J. Little, "A Proof for the Queuing Formula L = lambda W", 1961) the load
/// of its limits grows with the share it is given, so that what has the load l at the share x is full at the share x / l:
/// <code>
/// r = (X - (F - F') / 2 + k) / (S + k s)     s = N l / F
/// </code>
/// Lately, X queries came to it and its load, summed over all queries, was S; F are in flight there now, F' were on average, and N are at all endpoints. Half of
/// what came and has not gone counts, for a system that fills up is at half its load meanwhile. k queries are counted in that held
/// a slot as long as those of the other endpoints do.
/// </summary>
internal sealed class LoadedShare
{
    private const double Prior = 32;
    private const double LeastMemory = 1024;

    /// <summary>The times over that the queries in flight are remembered.</summary>
    private const double Turnovers = 4;

    private double _came;
    private double _load;
    private double _inFlight;

    /// <summary>Counts a query of the stream.</summary>
    /// <param name="isServed">Whether it came here.</param>
    /// <param name="load">l.</param>
    /// <param name="inFlight">F.</param>
    /// <param name="all">N.</param>
    public void Count(bool isServed, double load, double inFlight, double all)
    {
        var kept = 1 - (1 / Math.Max(LeastMemory, Turnovers * all));
        _came = (kept * _came) + (isServed ? 1 : 0);
        _load = (kept * _load) + load;
        _inFlight = (kept * _inFlight) + ((1 - kept) * inFlight);
    }

    /// <summary>r; infinity for no limit.</summary>
    public double Next(double inFlight, double load, double all)
    {
        var perQuery = inFlight > 0 ? load * all / inFlight : 1;
        var share = (Math.Max(0, _came - ((inFlight - _inFlight) / 2)) + Prior) / (_load + (Prior * perQuery));
        return share < 1 ? share : double.PositiveInfinity;
    }
}
