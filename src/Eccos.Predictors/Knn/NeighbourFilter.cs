using System.Buffers;
using System.Numerics;

namespace Eccos.Predictors;

/// <summary>
/// Exact search by approximate products: a row whose greatest possible cosine is below the K-th greatest of the least possible ones is not among
/// the K nearest; the rest, some hundred rows, are compared exactly.
/// <code>
/// |cos(q, x) - product| at most error(x) + error(q)         (Cauchy and Schwarz, |q| = |x| = 1)
/// </code>
/// The neighbours and their cosines are those of <see cref="CosineKernel"/> on all rows, bit for bit.
/// </summary>
internal static class NeighbourFilter
{
    /// <summary>The K-th greatest of the least possible cosines is known to one of so many parts of [-1, 1].</summary>
    private const int Bins = 2048;

    /// <summary>With fewer rows, or more of them wanted, comparing all of them exactly is as fast.</summary>
    private const int FewestRows = 512;

    private const int FewestRowsPerNeighbour = 6;

    public static bool Pays(ObservationMemory memory, int depth) =>
        QuantizedQuery.IsSupported && memory.Count >= FewestRows && (long)depth * FewestRowsPerNeighbour <= memory.Count;

    /// <summary>Finds the neighbours of one query, the closest first.</summary>
    public static void Find(ObservationMemory memory, ReadOnlySpan<float> query, Span<Neighbour> found)
    {
        var rows = ArrayPool<int>.Shared.Rent(memory.Count);
        var greatest = ArrayPool<float>.Shared.Rent(memory.Count);
        var values = ArrayPool<short>.Shared.Rent(query.Length);
        var candidates = Candidates(memory, new QuantizedQuery(query, values.AsSpan(0, query.Length)), found.Length, rows, greatest);
        Nearest(memory, query, rows.AsSpan(0, candidates), found);
        ArrayPool<int>.Shared.Return(rows);
        ArrayPool<float>.Shared.Return(greatest);
        ArrayPool<short>.Shared.Return(values);
    }

    /// <returns>How many <paramref name="rows"/> there are that may be among the nearest.</returns>
    private static int Candidates(ObservationMemory memory, QuantizedQuery query, int depth, int[] rows, float[] greatest)
    {
        Span<int> histogram = stackalloc int[Bins];
        Span<float> products = stackalloc float[MemoryChunk.Capacity];
        histogram.Clear();
        var threshold = float.NegativeInfinity;
        var (lowest, above, count) = (0, 0, 0);
        for (var c = 0; c < memory.Chunks.Length; c++)
        {
            var chunk = memory.Chunks[c];
            query.Products(chunk.Quantized!, products);
            var errors = chunk.Quantized!.Errors;
            for (var first = 0; first < chunk.Count; first += Vector<float>.Count)
            {
                // Most often no row of a whole vector comes near.
                var most = new Vector<float>(products[first..]) + new Vector<float>(errors, first) + new Vector<float>(query.Error);
                if (Vector.LessThanAll(most, new Vector<float>(threshold)))
                    continue;
                for (var row = first; row < Math.Min(first + Vector<float>.Count, chunk.Count); row++)
                {
                    // Turned round, so that a row of which nothing is known stays.
                    var error = errors[row] + query.Error;
                    if (products[row] + error < threshold)
                        continue;
                    rows[count] = (c * MemoryChunk.Capacity) + row;
                    greatest[count++] = products[row] + error;
                    var bin = Bin(products[row] - error);
                    histogram[bin]++;
                    above += bin >= lowest ? 1 : 0;
                }
            }

            while (above - histogram[lowest] >= depth)
                above -= histogram[lowest++];
            threshold = Edge(lowest);
        }

        var kept = 0;
        for (var k = 0; k < count; k++)
        {
            if (!(greatest[k] < threshold))
                rows[kept++] = rows[k];
        }

        return kept;
    }

    private static void Nearest(ObservationMemory memory, ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<Neighbour> found)
    {
        var keys = ArrayPool<ulong>.Shared.Rent(rows.Length);
        for (var k = 0; k < rows.Length; k++)
            keys[k] = Key(CosineKernel.Dot(query, memory.Vector(rows[k])), rows[k]);
        keys.AsSpan(0, rows.Length).Sort();
        for (var k = 0; k < found.Length; k++)
            found[k] = new Neighbour(Cosine(keys[k]), (int)keys[k]);
        ArrayPool<ulong>.Shared.Return(keys);
    }

    private static int Bin(float least) => (int)Math.Clamp((least + 1) * (Bins / 2), 0, Bins - 1);

    /// <summary>A bin's lower edge; the lowest bin takes everything below it too.</summary>
    private static float Edge(int bin) => bin == 0 ? float.NegativeInfinity : ((float)bin / (Bins / 2)) - 1 - 1e-6f;

    /// <summary>A number that ascends from neighbour to neighbour: the bits of the cosine, made to descend, then the row.</summary>
    private static ulong Key(float cosine, int row)
    {
        // 0 is added so that -0 and 0 are the same.
        var bits = BitConverter.SingleToInt32Bits(cosine + 0f);
        var ascending = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return ((ulong)~ascending << 32) | (uint)row;
    }

    private static float Cosine(ulong key)
    {
        var ascending = (int)~(uint)(key >> 32);
        return BitConverter.Int32BitsToSingle(ascending < 0 ? ascending ^ int.MinValue : ~ascending);
    }
}
