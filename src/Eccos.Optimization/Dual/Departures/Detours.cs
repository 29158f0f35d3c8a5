namespace Eccos.Optimization;

/// <summary>
/// The least regret at which one query fewer comes to be at one endpoint and one more at another: the shortest path over single departures, since one
/// that joins a full endpoint makes another leave it. The departures of a set fall into such paths, none of which shares a departure, and into cycles.
/// </summary>
internal sealed class Detours(LagrangianForm form, RegretScan scan, QueryOrder queries, double budget) : IDisposable
{
    /// <summary>Shortest paths of fewer queries are no shorter, so that older ones still bound; they are found anew about this often.</summary>
    private const int MostUpdates = 64;

    /// <summary>Finding them takes as long as looking at one partial assignment for about so many pairs of endpoints.</summary>
    private const int PairsPerPartial = 8;

    private readonly PooledList<double> _least = new();
    private int _valid = -1;

    /// <summary>The least regret of the way between two endpoints; infinite when there is none.</summary>
    public double this[int from, int to] => _least.Items[(from * form.M) + to];

    public void Dispose() => _least.Dispose();

    /// <summary>Counts the departures of the k-th query and later ones alone.</summary>
    /// <param name="k">The first of the queries to come.</param>
    /// <param name="partials">How many partial assignments are to be looked at.</param>
    /// <returns>Whether that was done now: not for the first time where looking at them takes less.</returns>
    public bool Advance(int k, int partials)
    {
        if (_valid >= 0 && (k < _valid + Math.Max(1, queries.Count / MostUpdates) || partials < form.M * form.M / PairsPerPartial))
            return false;
        _valid = k;
        _least.Resize(form.M * form.M).Fill(double.PositiveInfinity);
        for (; k < queries.Count; k++)
            Add(queries[k].Query);
        for (var via = 0; via < form.M; via++)
        {
            for (var from = 0; from < form.M; from++)
                Shorten(from, via, this[from, via]);
        }

        return true;
    }

    private void Add(int query)
    {
        var best = scan.Best[query];
        for (var j = 0; j < form.M; j++)
        {
            var regret = scan.Regrets[(query * form.M) + j];
            ref var least = ref _least.Items[(best * form.M) + j];
            if (j != best && regret <= budget && regret < least)
                least = regret;
        }
    }

    private void Shorten(int from, int via, double first)
    {
        if (double.IsPositiveInfinity(first))
            return;
        for (var to = 0; to < form.M; to++)
            _least.Items[(from * form.M) + to] = Math.Min(_least.Items[(from * form.M) + to], first + this[via, to]);
    }
}
