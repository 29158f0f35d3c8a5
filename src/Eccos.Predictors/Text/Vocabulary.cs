using System.Numerics;
using System.Runtime.CompilerServices;

namespace Eccos.Predictors;

/// <summary>The n-grams that the encoder tells apart: a map from their hash buckets to 0 .. Count - 1, by open addressing in one small array.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
internal sealed class Vocabulary
{
    private const int Empty = -1;

    private readonly long[] _slots;
    private readonly int _mask;

    // Optimised at once, like all long loops of loading: a host that starts has run none of them before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vocabulary(int[] buckets)
    {
        Buckets = buckets;
        _slots = new long[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(buckets.Length * 2, 2))];
        _mask = _slots.Length - 1;
        Array.Fill(_slots, Empty);
        for (var v = 0; v < buckets.Length; v++)
        {
            var slot = buckets[v] & _mask;
            while (_slots[slot] != Empty)
                slot = (slot + 1) & _mask;
            _slots[slot] = ((long)buckets[v] << 32) | (uint)v;
        }
    }

    /// <summary>The bucket of each n-gram.</summary>
    public int[] Buckets { get; }

    public int Count => Buckets.Length;

    /// <summary>The place of a bucket, or -1 when the vocabulary lacks it.</summary>
    public int IndexOf(int bucket)
    {
        for (var slot = bucket & _mask; ; slot = (slot + 1) & _mask)
        {
            var entry = _slots[slot];
            if (entry == Empty || (int)(entry >> 32) == bucket)
                return (int)entry;
        }
    }
}
