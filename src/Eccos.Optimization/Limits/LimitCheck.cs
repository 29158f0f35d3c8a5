namespace Eccos.Optimization;

/// <summary>The limits of a formulation in plain double arithmetic: what an assignment uses of each, and which it breaks.</summary>
internal sealed class LimitCheck
{
    private readonly AssignmentProblem _problem;
    private readonly LimitRow[] _rows;
    private readonly RowIndex _index;
    private readonly double[] _used;
    private readonly int[] _served;

    public LimitCheck(Formulation formulation, IReadOnlyList<int> endpointOf)
    {
        _problem = formulation.Problem;
        _rows = LimitRows.Of(formulation);
        _index = new RowIndex(_rows, _problem);
        (_used, _served) = (new double[_rows.Length], new int[_rows.Length]);
        for (var i = 0; i < endpointOf.Count; i++)
        {
            if (endpointOf[i] != Assignment.Unassigned)
                Put(i, endpointOf[i]);
        }
    }

    /// <summary>The number of queries that are served.</summary>
    public int Served { get; private set; }

    /// <summary>sum_ij c_ij x_ij in USD.</summary>
    public double Cost { get; private set; }

    /// <summary>sum_ij a_ij x_ij</summary>
    public double TotalQuality { get; private set; }

    /// <summary>The average success probability of the served queries; 0 when there is none.</summary>
    public double Quality => Served == 0 ? 0 : TotalQuality / Served;

    /// <summary>The limits that are exceeded by more than the tolerance.</summary>
    public IReadOnlyList<LimitUse> Broken() => [.. Enumerable.Range(0, _rows.Length).Select(k => Use(k, 0, 0)).Where(use => use.IsBroken)];

    /// <summary>
    /// The one limit that is exceeded once a query has moved; <see langword="null"/> when none or several are. Takes for granted that all are
    /// kept before, so that only limits the move uses more of can break.
    /// </summary>
    public int? OnlyBrokenByMoving(int query, int from, int to)
    {
        int? only = null;
        var leaves = from != Assignment.Unassigned;
        foreach (var k in _index.SidesOf(query))
        {
            var change = _rows[k].Weight(_problem, query, to) - (leaves ? _rows[k].Weight(_problem, query, from) : 0);
            if (Use(k, change, leaves ? 0 : 1).IsBroken && !Add(k))
                return null;
        }

        foreach (var k in _index.MostOf(to))
        {
            if (Use(k, _rows[k].Weight(_problem, query, to), 0).IsBroken && !Add(k))
                return null;
        }

        foreach (var k in leaves ? _index.LeastOf(from) : [])
        {
            if (Use(k, -1, 0).IsBroken && !Add(k))
                return null;
        }

        return only;

        bool Add(int k)
        {
            var isFirst = only is null;
            only = k;
            return isFirst;
        }
    }

    /// <summary>A limit as it is reported.</summary>
    public BindingLimit Report(int row) =>
        new(_rows[row].Key.Kind, _rows[row].Key.Endpoint, _rows[row].Asked, _rows[row].AsAsked(_problem, _used[row], _served[row])) { Group = _rows[row].Key.Group };

    private LimitUse Use(int k, double change, int served) =>
        new(_rows[k].Key, _rows[k].Limit(_problem, _served[k] + served), _used[k] + change);

    private void Put(int i, int j)
    {
        Served++;
        Cost += _problem.Cost[i, j];
        TotalQuality += _problem.Quality[i, j];
        foreach (var k in _index.SidesOf(i))
            Put(k, i, j);
        foreach (var k in _index.MostOf(j))
            Put(k, i, j);
        foreach (var k in _index.LeastOf(j))
            Put(k, i, j);
    }

    private void Put(int k, int i, int j)
    {
        _used[k] += _rows[k].Weight(_problem, i, j);
        _served[k]++;
    }
}
