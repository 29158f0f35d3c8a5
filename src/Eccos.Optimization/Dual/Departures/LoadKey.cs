namespace Eccos.Optimization;

/// <summary>
/// The queries at each endpoint in one number, so that assignments of equal loads stand together in order, and stay in order when
/// all of them move one more query alike. Endpoints whose limits the departures cannot reach are left out.
/// </summary>
internal sealed class LoadKey
{
    private const int Width = 128;
    private const int MostBits = 12;
    private readonly int _bits;
    private readonly int[] _shift;
    private readonly int[] _origin;

    /// <param name="form">The assignment.</param>
    /// <param name="loads">The queries at each endpoint to start with.</param>
    /// <param name="leaving">How many of them may depart at most.</param>
    /// <param name="joining">How many may come at most.</param>
    public LoadKey(LagrangianForm form, int[] loads, int[] leaving, int[] joining)
    {
        Counted = [.. Enumerable.Range(0, form.M).Where(j => loads[j] + joining[j] > form.WorkloadLimits[j] || loads[j] - leaving[j] < form.LeastLoads[j])];
        _bits = Counted.Length == 0 ? 0 : Math.Min(MostBits, Width / Counted.Length);
        (_shift, _origin) = (new int[form.M], new int[form.M]);
        Array.Fill(_shift, -1);
        for (var place = 0; place < Counted.Length; place++)
        {
            var j = Counted[place];
            _shift[j] = place * _bits;
            _origin[j] = loads[j] - (1 << _bits >> 1);
            Start += (UInt128)(1 << _bits >> 1) << _shift[j];
        }
    }

    /// <summary>The endpoints that are counted.</summary>
    public int[] Counted { get; }

    /// <summary>Whether an endpoint is counted.</summary>
    public bool IsCounted(int j) => _shift[j] >= 0;

    /// <summary>The loads to start with.</summary>
    public UInt128 Start { get; }

    /// <summary>The queries at an endpoint that is counted.</summary>
    public int Load(UInt128 loads, int j) => _origin[j] + Code(loads, j);

    /// <summary>Moves a query.</summary>
    /// <returns>False when the key cannot count as far: then nothing is moved.</returns>
    public bool TryMove(ref UInt128 loads, int from, int to)
    {
        if ((_shift[from] >= 0 && Code(loads, from) == 0) || (_shift[to] >= 0 && Code(loads, to) == (1 << _bits) - 1))
            return false;
        if (_shift[from] >= 0)
            loads -= UInt128.One << _shift[from];
        if (_shift[to] >= 0)
            loads += UInt128.One << _shift[to];
        return true;
    }

    private int Code(UInt128 loads, int j) => (int)(uint)(ulong)(loads >> _shift[j]) & ((1 << _bits) - 1);
}
