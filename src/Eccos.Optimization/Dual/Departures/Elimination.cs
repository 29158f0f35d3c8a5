namespace Eccos.Optimization;

/// <summary>
/// Puts queries in an order in which the loads of few endpoints are open at any time: endpoint after endpoint, all queries that may leave or join it, first the
/// endpoint that the fewest others have such queries in common with (minimum degree; W. Tinney, J. Walker, "Direct solutions of sparse network equations by
/// optimally ordered triangular factorization", Proceedings of the IEEE 55, 1967). What was gone through then comes out even at an endpoint
/// that is eliminated, or it is no beginning of an assignment. Endpoints without a price may have any load below the limit, and come last.
/// </summary>
internal sealed class Elimination(LagrangianForm form, RegretScan scan, DualPrices prices, double budget) : IDisposable
{
    private readonly PooledList<int> _shared = new();
    private readonly bool[] _isEliminated = new bool[form.M];

    public void Dispose() => _shared.Dispose();

    /// <summary>Arranges queries; those of one endpoint by regret.</summary>
    public void Arrange(Span<OpenQuery> queries)
    {
        _shared.Resize(form.M * form.M).Clear();
        queries.Sort((a, b) => a.Regret != b.Regret ? a.Regret.CompareTo(b.Regret) : a.Query - b.Query);
        foreach (var (i, _) in queries)
            Count(i, 1);
        using var others = new PooledList<OpenQuery>();
        for (var rest = queries; rest.Length > 1 && Next() is var next && next >= 0;)
        {
            _isEliminated[next] = true;
            others.Clear();
            var placed = 0;
            foreach (var query in rest)
            {
                if (MayBeAt(query.Query, next))
                    rest[placed++] = query;
                else
                    others.Add(query);
            }

            foreach (var (i, _) in rest[..placed])
                Count(i, -1);
            rest = rest[placed..];
            others.Items.CopyTo(rest);
        }
    }

    private bool MayBeAt(int i, int j) => scan.Regrets[(i * form.M) + j] <= budget;

    /// <summary>Counts a query at each pair of endpoints that it may be at.</summary>
    private void Count(int i, int change)
    {
        for (var j = 0; j < form.M; j++)
        {
            if (!MayBeAt(i, j))
                continue;
            for (var k = 0; k < form.M; k++)
                _shared.Items[(j * form.M) + k] += MayBeAt(i, k) ? change : 0;
        }
    }

    /// <summary>The endpoint to eliminate next; of those of the same degree the one of the fewest queries; -1 where none is left.</summary>
    private int Next()
    {
        var (next, least) = (-1, (Degree: int.MaxValue, Queries: int.MaxValue));
        for (var j = 0; j < form.M; j++)
        {
            if (_isEliminated[j] || !HasPrice(j))
                continue;
            var (degree, queries) = (0, _shared.Items[(j * form.M) + j]);
            for (var k = 0; k < form.M; k++)
                degree += k != j && !_isEliminated[k] && HasPrice(k) && _shared.Items[(j * form.M) + k] > 0 ? 1 : 0;
            if ((degree, queries).CompareTo(least) < 0)
                (next, least) = (j, (degree, queries));
        }

        return next;
    }

    private bool HasPrice(int j) => prices.Mu[j] > 0 || prices.Pi[j] > 0;
}
