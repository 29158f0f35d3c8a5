namespace Eccos.Optimization;

/// <summary>The queries that have another option within a budget of regret, those nearest to a tie first.</summary>
internal sealed class OpenQueries : IDisposable
{
    private readonly PooledList<(int Query, double Regret)> _order = new();

    public OpenQueries(LagrangianForm form, RegretScan scan, double budget)
    {
        (Loads, Leaving, Joining) = (new int[form.M], new int[form.M], new int[form.M]);
        for (var i = 0; i < form.N; i++)
        {
            var (best, second) = (scan.Best[i], double.PositiveInfinity);
            Loads[best]++;
            for (var j = 0; j < form.M; j++)
            {
                var regret = scan.Regrets[(i * form.M) + j];
                if (j == best || regret > budget)
                    continue;
                second = Math.Min(second, regret);
                Joining[j]++;
            }

            if (double.IsPositiveInfinity(second))
                continue;
            _order.Add((i, second));
            Leaving[best]++;
        }

        _order.Items.Sort((a, b) => a.Regret != b.Regret ? a.Regret.CompareTo(b.Regret) : a.Query - b.Query);
    }

    public int Count => _order.Count;

    /// <summary>The queries at each endpoint where every regret is 0.</summary>
    public int[] Loads { get; }

    /// <summary>How many of them may depart.</summary>
    public int[] Leaving { get; }

    /// <summary>How many may come.</summary>
    public int[] Joining { get; }

    /// <summary>The k-th query.</summary>
    public int this[int k] => _order.Items[k].Query;

    /// <summary>The least regret of a departure of the k-th query or a later one; infinite when there is none.</summary>
    public double LeastRegret(int k) => k < Count ? _order.Items[k].Regret : double.PositiveInfinity;

    public void Dispose() => _order.Dispose();
}
