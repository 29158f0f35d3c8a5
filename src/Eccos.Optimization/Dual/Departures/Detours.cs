namespace Eccos.Optimization;

/// <summary>
/// The least regret at which one query fewer comes to be at one endpoint and one more at another: the shortest path over single departures, since one
/// that joins a full endpoint makes another leave it. The departures of a set fall into such paths, none of which shares a departure, and into cycles.
/// </summary>
internal sealed class Detours(LagrangianForm form, RegretScan scan, OpenQueries open, double budget)
{
    /// <summary>Shortest paths of fewer queries are no shorter, so that older ones still bound; they are found anew about this often.</summary>
    private const int MostUpdates = 64;

    private readonly double[] _least = new double[form.M * form.M];
    private int _valid = -1;

    /// <summary>The least regret of the way between two endpoints; infinite when there is none.</summary>
    public double this[int from, int to] => _least[(from * form.M) + to];

    /// <summary>Counts the departures of the k-th query and later ones alone.</summary>
    public void Advance(int k)
    {
        if (_valid >= 0 && k < _valid + Math.Max(1, open.Count / MostUpdates))
            return;
        _valid = k;
        Array.Fill(_least, double.PositiveInfinity);
        for (; k < open.Count; k++)
            Add(open[k]);
        for (var via = 0; via < form.M; via++)
        {
            for (var from = 0; from < form.M; from++)
                Shorten(from, via, this[from, via]);
        }
    }

    private void Add(int query)
    {
        var best = scan.Best[query];
        for (var j = 0; j < form.M; j++)
        {
            var regret = scan.Regrets[(query * form.M) + j];
            ref var least = ref _least[(best * form.M) + j];
            if (j != best && regret <= budget && regret < least)
                least = regret;
        }
    }

    private void Shorten(int from, int via, double first)
    {
        if (double.IsPositiveInfinity(first))
            return;
        for (var to = 0; to < form.M; to++)
            _least[(from * form.M) + to] = Math.Min(_least[(from * form.M) + to], first + this[via, to]);
    }
}
