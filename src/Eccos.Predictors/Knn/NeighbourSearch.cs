using System.Buffers;

namespace Eccos.Predictors;

/// <summary>
/// Exact search for the greatest cosines: through <see cref="NeighbourFilter"/> where that pays, else the memory is read chunk by chunk, each
/// chunk once for as many queries as go together. Both ways find the same.
/// </summary>
internal static class NeighbourSearch
{
    /// <summary>Finds the neighbours of a few queries, on the calling thread.</summary>
    /// <param name="memory">The observations.</param>
    /// <param name="queries">Padded unit vectors, <see cref="ObservationMemory.Stride"/> values each.</param>
    /// <param name="depth">The neighbours wanted of each query, at most the observations there are.</param>
    /// <param name="found">Depth neighbours per query, the closest first.</param>
    public static void Find(ObservationMemory memory, ReadOnlySpan<float> queries, int depth, Span<Neighbour> found)
    {
        if (depth == 0)
            return;
        var stride = memory.Stride;
        var count = queries.Length / stride;
        if (NeighbourFilter.Pays(memory, depth))
        {
            for (var i = 0; i < count; i++)
                NeighbourFilter.Find(memory, queries.Slice(i * stride, stride), found.Slice(i * depth, depth));
            return;
        }

        var cosines = ArrayPool<float>.Shared.Rent(CosineKernel.QueriesAtOnce * MemoryChunk.Capacity);
        for (var chunk = 0; chunk < memory.Chunks.Length; chunk++)
        {
            var rows = memory.Chunks[chunk].Vectors;
            var first = chunk * MemoryChunk.Capacity;
            var i = 0;
            for (; i + CosineKernel.QueriesAtOnce <= count; i += CosineKernel.QueriesAtOnce)
            {
                CosineKernel.Four(queries.Slice(i * stride, CosineKernel.QueriesAtOnce * stride), rows, stride, cosines);
                for (var k = 0; k < CosineKernel.QueriesAtOnce; k++)
                    Collect(cosines.AsSpan(k * MemoryChunk.Capacity, rows.Length / stride), first, found.Slice((i + k) * depth, depth));
            }

            for (; i < count; i++)
            {
                CosineKernel.One(queries.Slice(i * stride, stride), rows, stride, cosines);
                Collect(cosines.AsSpan(0, rows.Length / stride), first, found.Slice(i * depth, depth));
            }
        }

        ArrayPool<float>.Shared.Return(cosines);
        for (var i = 0; i < count; i++)
            found.Slice(i * depth, depth).Sort();
    }

    private static void Collect(ReadOnlySpan<float> cosines, int first, Span<Neighbour> kept)
    {
        var heap = new NeighbourHeap(kept, Math.Min(first, kept.Length));
        var threshold = heap.Threshold;
        for (var row = 0; row < cosines.Length; row++)
        {
            if (cosines[row] > threshold)
            {
                heap.Add(new Neighbour(cosines[row], first + row));
                threshold = heap.Threshold;
            }
        }
    }
}
