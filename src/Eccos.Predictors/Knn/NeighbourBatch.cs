using System.Buffers;

namespace Eccos.Predictors;

/// <summary>Searches for the neighbours of many queries on several threads, some queries to a task; each result is the query's own, whatever the cut.</summary>
internal static class NeighbourBatch
{
    /// <summary>Queries that share one reading of the memory.</summary>
    private const int MostPerTask = 16;

    /// <summary>The vector of a query: padded, of length 1.</summary>
    public delegate ReadOnlySpan<float> VectorOf(int query);

    /// <summary>Takes the neighbours of a query, the closest first; called from several threads at once.</summary>
    public delegate void Visit(int query, ReadOnlySpan<Neighbour> neighbours);

    public static void Run(ObservationMemory memory, int count, VectorOf vectorOf, int depth, Visit visit, ParallelOptions parallel)
    {
        var perProcessor = (count + Environment.ProcessorCount - 1) / Environment.ProcessorCount;
        var perTask = Math.Clamp((perProcessor + 3) / 4 * 4, 1, MostPerTask);
        if (count <= CosineKernel.QueriesAtOnce)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            Task(0, count);
            return;
        }

        ParallelLoop.Run((count + perTask - 1) / perTask, task => Task(task * perTask, Math.Min((task + 1) * perTask, count)), parallel);

        void Task(int start, int end)
        {
            var queries = ArrayPool<float>.Shared.Rent(Math.Max((end - start) * memory.Stride, 1));
            var found = ArrayPool<Neighbour>.Shared.Rent(Math.Max((end - start) * depth, 1));
            for (var i = start; i < end; i++)
                vectorOf(i).CopyTo(queries.AsSpan((i - start) * memory.Stride, memory.Stride));
            NeighbourSearch.Find(memory, queries.AsSpan(0, (end - start) * memory.Stride), depth, found.AsSpan(0, (end - start) * depth));
            for (var i = start; i < end; i++)
                visit(i, found.AsSpan((i - start) * depth, depth));
            ArrayPool<float>.Shared.Return(queries);
            ArrayPool<Neighbour>.Shared.Return(found);
        }
    }
}
