namespace Eccos.Optimization;

/// <summary>The queries that have another option within a budget of regret, in the order of <see cref="Elimination"/>, or of <see cref="RowOrder"/> where there are rows of groups.</summary>
internal sealed class OpenQueries : IDisposable
{
    private readonly PooledList<OpenQuery> _order = new();

    public OpenQueries(LagrangianForm form, RegretScan scan, DualPrices prices, double budget)
    {
        (Loads, Leaving, Joining) = (new int[form.M], new int[form.M], new int[form.M]);
        for (var i = 0; i < form.N; i++)
        {
            var (best, least) = (scan.Best[i], double.PositiveInfinity);
            Loads[best]++;
            for (var j = 0; j < form.M; j++)
            {
                var regret = scan.Regrets[(i * form.M) + j];
                if (j == best || regret > budget)
                    continue;
                least = Math.Min(least, regret);
                Joining[j]++;
            }

            if (double.IsPositiveInfinity(least))
                continue;
            _order.Add(new OpenQuery(i, least));
            Leaving[best]++;
        }

        if (!form.IsPlain)
        {
            _order.Items.Sort((a, b) => (RowOrder.GroupOf(form, a.Query), a.Regret, a.Query).CompareTo((RowOrder.GroupOf(form, b.Query), b.Regret, b.Query)));
            return;
        }

        using var elimination = new Elimination(form, scan, prices, budget);
        elimination.Arrange(_order.Items);
    }

    public int Count => _order.Count;

    /// <summary>The queries at each endpoint where every regret is 0.</summary>
    public int[] Loads { get; }

    /// <summary>How many of them may depart.</summary>
    public int[] Leaving { get; }

    /// <summary>How many may come.</summary>
    public int[] Joining { get; }

    /// <summary>The k-th query.</summary>
    public OpenQuery this[int k] => _order.Items[k];

    public void Dispose() => _order.Dispose();
}
