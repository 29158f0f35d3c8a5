namespace Eccos.Optimization;

/// <summary>Which rows a query or an endpoint takes part in.</summary>
internal sealed class RowIndex
{
    private readonly int[] _ofAll;
    private readonly int[]?[] _ofQuery;
    private readonly int[][] _most;
    private readonly int[][] _least;

    public RowIndex(LimitRow[] rows, AssignmentProblem problem)
    {
        var places = Enumerable.Range(0, rows.Length).ToArray();
        _ofAll = [.. places.Where(k => rows[k].Key.Endpoint is null && rows[k].Queries is null)];
        _most = Of(key => !key.IsLeast);
        _least = Of(key => key.IsLeast);
        var lists = new Dictionary<int, List<int>>();
        foreach (var k in places.Where(k => rows[k].Queries is not null))
        {
            foreach (var i in rows[k].Queries!)
            {
                if (!lists.TryGetValue(i, out var list))
                    lists.Add(i, list = [.. _ofAll]);
                list.Add(k);
            }
        }

        _ofQuery = lists.Count == 0 ? [] : new int[]?[problem.QueryCount];
        foreach (var (i, list) in lists)
            _ofQuery[i] = [.. list];

        int[][] Of(Func<LimitKey, bool> isWanted) =>
            [.. Enumerable.Range(0, problem.EndpointCount).Select(j => places.Where(k => rows[k].Key.Endpoint == j && isWanted(rows[k].Key)).ToArray())];
    }

    /// <summary>The floors and budgets that a query takes part in.</summary>
    public ReadOnlySpan<int> SidesOf(int query) => _ofQuery.Length == 0 ? _ofAll : _ofQuery[query] ?? _ofAll;

    /// <summary>What an endpoint may take at most.</summary>
    public ReadOnlySpan<int> MostOf(int endpoint) => _most[endpoint];

    /// <summary>What an endpoint must take at least.</summary>
    public ReadOnlySpan<int> LeastOf(int endpoint) => _least[endpoint];
}
