using System.Numerics;
using System.Runtime.CompilerServices;

namespace Eccos.Optimization;

/// <summary>
/// The queries at each endpoint in one number, so that assignments of equal loads stand together in order, and stay in order when
/// all of them move one more query alike. Endpoints whose limits the departures cannot reach are left out.
/// </summary>
internal sealed class LoadKey
{
    private const int WordBits = 64;
    private const int MostBits = 12;
    private readonly LagrangianForm _form;
    private readonly int _bits;
    private readonly int[] _shift;
    private readonly int[] _origin;
    private readonly short[] _endpointOfBit = new short[2 * WordBits];

    /// <param name="form">The assignment.</param>
    /// <param name="loads">The queries at each endpoint to start with.</param>
    /// <param name="leaving">How many of them may depart at most.</param>
    /// <param name="joining">How many may come at most.</param>
    public LoadKey(LagrangianForm form, int[] loads, int[] leaving, int[] joining)
    {
        _form = form;
        Counted = [.. Enumerable.Range(0, form.M).Where(j => loads[j] + joining[j] > form.WorkloadLimits[j] || loads[j] - leaving[j] < form.LeastLoads[j])];
        var perWord = Math.Max(1, (Counted.Length + 1) / 2);
        _bits = Math.Min(MostBits, WordBits / perWord);
        (_shift, _origin) = (new int[form.M], new int[form.M]);
        Array.Fill(_shift, -1);
        for (var place = 0; place < Counted.Length; place++)
        {
            var j = Counted[place];
            _shift[j] = (place / perWord * WordBits) + (place % perWord * _bits);
            _endpointOfBit.AsSpan(_shift[j], _bits).Fill((short)j);
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Load(UInt128 loads, int j) => _origin[j] + Code(loads, j);

    /// <summary>The queries at an endpoint that is counted, where the departures of two assignments come together.</summary>
    public int Load(UInt128 loads, UInt128 others, int j) => Load(loads, j) + Load(others, j) - Load(Start, j);

    /// <summary>Whether loads are within all limits.</summary>
    public bool KeepsLimits(UInt128 loads) => KeepsLimits(loads, Start);

    /// <summary>Whether loads are within all limits where the departures of two assignments come together.</summary>
    public bool KeepsLimits(UInt128 loads, UInt128 others)
    {
        foreach (var j in Counted)
        {
            var load = Load(loads, others, j);
            if (load > _form.WorkloadLimits[j] || load < _form.LeastLoads[j])
                return false;
        }

        return true;
    }

    /// <summary>Whether a load at an endpoint that is counted is within what the key can count.</summary>
    public bool CanHold(int j, int load) => load >= _origin[j] && load - _origin[j] < 1 << _bits;

    /// <summary>The loads that are nearest to given ones.</summary>
    public UInt128 Nearest(ReadOnlySpan<int> loads)
    {
        var nearest = UInt128.Zero;
        foreach (var j in Counted)
            nearest |= (UInt128)Math.Clamp((long)loads[j] - _origin[j], 0, (1 << _bits) - 1) << _shift[j];
        return nearest;
    }

    /// <summary>The first endpoint at which two loads are not the same, which is taken out of their difference.</summary>
    /// <param name="difference">The exclusive or of both, not 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeFirst(ref UInt128 difference)
    {
        var low = (ulong)difference;
        var bit = low != 0 ? BitOperations.TrailingZeroCount(low) : WordBits + BitOperations.TrailingZeroCount((ulong)(difference >> WordBits));
        int j = _endpointOfBit[bit];
        difference &= ~((UInt128)((1 << _bits) - 1) << _shift[j]);
        return j;
    }

    /// <summary>The loads of some endpoints alone.</summary>
    public UInt128 Of(UInt128 loads, ReadOnlySpan<int> endpoints)
    {
        var part = UInt128.Zero;
        foreach (var j in endpoints)
            part |= (UInt128)Code(loads, j) << _shift[j];
        return part;
    }

    /// <summary>The loads at some endpoints that others must have for both to come to given ones together.</summary>
    /// <returns>False when the key cannot count as far.</returns>
    public bool TryComplement(UInt128 loads, ReadOnlySpan<int> endpoints, ReadOnlySpan<int> targets, out UInt128 part)
    {
        part = UInt128.Zero;
        foreach (var j in endpoints)
        {
            var code = targets[j] - _origin[j] - Load(loads, j) + Load(Start, j);
            if (code < 0 || code >= 1 << _bits)
                return false;
            part |= (UInt128)code << _shift[j];
        }

        return true;
    }

    /// <summary>Moves a query.</summary>
    /// <returns>False when the key cannot count as far: then nothing is moved.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Code(UInt128 loads, int j) => (int)(uint)(ulong)(loads >> _shift[j]) & ((1 << _bits) - 1);
}
