namespace Eccos.Optimization;

/// <summary>
/// sum_i Cov_p(v_i), the curvature of a <see cref="GroupedDual"/> times tau. With z = (p, p t), what the endpoints take of counts and tokens, and d_k = p (g_k - mean g_k):
/// <code>
/// side rows k, l            sum_i sum_j d_kij g_lij
/// side row k, endpoint j    sum_i d_kij, times t_ij for tokens
/// endpoints j, l            [j = l] sum_i p_ij (times t_ij for each of the two that counts tokens) - sum_i z_j z_l
/// </code>
/// </summary>
internal sealed class GroupedCurvature
{
    private readonly GroupedScale _scale;
    private readonly int _width;
    private readonly int _span;
    private readonly double[] _sides;
    private readonly double[] _mixed;
    private readonly double[] _outer;
    private readonly double[][] _diagonal;
    private readonly double[] _z;
    private readonly double[] _d;
    private readonly (int Endpoint, double Sign, bool IsToken)[] _rows;

    public GroupedCurvature(GroupedScale scale)
    {
        (_scale, _width) = (scale, scale.Width);
        _span = scale.T.Length > 0 ? 2 * _width : _width;
        var sides = scale.G.Length;
        (_sides, _mixed, _outer) = (new double[sides * sides], new double[sides * _span], new double[_span * _span]);
        _diagonal = [new double[_width], new double[_width], new double[_width]];
        (_z, _d) = (new double[_span], new double[_width]);
        _rows = [.. Enumerable.Range(0, scale.Limits.Length).Select(scale.Describe)];
    }

    public void Clear()
    {
        Array.Clear(_sides);
        Array.Clear(_mixed);
        Array.Clear(_outer);
        foreach (var diagonal in _diagonal)
            Array.Clear(diagonal);
    }

    /// <summary>Adds the covariances of one query.</summary>
    public void Add(int i, double[] p)
    {
        p.CopyTo(_z, 0);
        RowMath.Add(_diagonal[0], p, _diagonal[0]);
        if (_span > _width)
            AddTokens(i, p);
        for (var a = 0; a < _span; a++)
        {
            if (_z[a] > 1e-14)
                RowMath.MultiplyAdd(_z, _z[a], _outer.AsSpan(a * _span, _span), _outer.AsSpan(a * _span, _span));
        }

        var entries = _scale.SidesOf(i);
        for (var a = 0; a < entries.Length; a++)
        {
            var (row, at) = entries[a];
            var g = _scale.G[row].AsSpan(at, _width);
            var mean = RowMath.Dot(g, p);
            for (var j = 0; j < _width; j++)
                _d[j] = p[j] * (g[j] - mean);
            for (var b = 0; b <= a; b++)
            {
                var (other, place) = entries[b];
                _sides[(row * _scale.G.Length) + other] += RowMath.Dot(_d, _scale.G[other].AsSpan(place, _width));
            }

            var mixed = _mixed.AsSpan(row * _span, _span);
            RowMath.Add(mixed[.._width], _d, mixed[.._width]);
            if (_span > _width)
                RowMath.MultiplyAdd(_d, _scale.T.AsSpan(i * _width, _width), mixed[_width..], mixed[_width..]);
        }
    }

    /// <summary>The sum between two rows.</summary>
    public double Between(int row, int column)
    {
        var sides = _scale.G.Length;
        if (row < column)
            (row, column) = (column, row);
        if (row < sides)
            return _sides[(row * sides) + column];
        var a = _rows[row];
        if (column < sides)
            return a.Sign * _mixed[(column * _span) + Place(a)];
        var b = _rows[column];
        var sum = -_outer[(Place(a) * _span) + Place(b)];
        if (a.Endpoint == b.Endpoint)
            sum += _diagonal[(a.IsToken ? 1 : 0) + (b.IsToken ? 1 : 0)][a.Endpoint];
        return a.Sign * b.Sign * sum;
    }

    private int Place((int Endpoint, double Sign, bool IsToken) row) => row.Endpoint + (row.IsToken ? _width : 0);

    private void AddTokens(int i, double[] p)
    {
        var t = _scale.T.AsSpan(i * _width, _width);
        for (var j = 0; j < _width; j++)
        {
            var pt = p[j] * t[j];
            _z[_width + j] = pt;
            _diagonal[1][j] += pt;
            _diagonal[2][j] += pt * t[j];
        }
    }
}
