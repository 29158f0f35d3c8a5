namespace Eccos.Optimization;

/// <summary>
/// How many of the queries an endpoint can take, learned from when it was found full: the share it served while it was, and, while it is not,
/// a quarter more with every period, until it takes all.
/// </summary>
/// <param name="least">The share that is left to it when it serves nobody, so that it is tried again.</param>
internal sealed class FoundShare(double least)
{
    private const double Growth = 1.25;
    private const double Smoothing = 0.3;

    private int _served;
    private bool _full;
    private double _rate;
    private double _cap = double.PositiveInfinity;

    public void Count(bool isServed, bool isFull)
    {
        _served += isServed ? 1 : 0;
        _full |= isFull;
    }

    /// <summary>Ends a period.</summary>
    /// <param name="queries">The queries of the period, wherever they went.</param>
    /// <returns>The share of all queries, infinity for no limit; and whether the endpoint was tried and served none.</returns>
    public (double Cap, bool IsOut) Next(int queries)
    {
        if (queries == 0)
            return (_cap, false);
        var (share, isOut) = ((double)_served / queries, _full && _served == 0);
        _rate += Smoothing * (share - _rate);
        _cap = _full ? Math.Max(share, _rate) : _cap * Growth;
        _cap = _cap >= 1 ? double.PositiveInfinity : Math.Max(_cap, least);
        (_served, _full) = (0, false);
        return (_cap, isOut);
    }
}
