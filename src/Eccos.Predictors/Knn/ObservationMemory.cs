namespace Eccos.Predictors;

/// <summary>Past observations, ready to be searched: unit vectors and labels in chunks of <see cref="MemoryChunk.Capacity"/> rows.</summary>
/// <remarks>Immutable and safe for use from any thread. Adding rows copies the last chunk alone and shares the others.</remarks>
internal sealed class ObservationMemory
{
    private const double DeepestSearch = 16;

    private readonly MemoryChunk[] _chunks;

    private ObservationMemory(MemoryChunk[] chunks, int dimension, int endpointCount, LabelStatistics statistics)
    {
        _chunks = chunks;
        Dimension = dimension;
        EndpointCount = endpointCount;
        Statistics = statistics;
        Count = chunks.Length == 0 ? 0 : ((chunks.Length - 1) * MemoryChunk.Capacity) + chunks[^1].Count;
    }

    public int Count { get; }

    public int Dimension { get; }

    public int EndpointCount { get; }

    public LabelStatistics Statistics { get; }

    public int Stride => StrideOf(Dimension);

    public ReadOnlySpan<MemoryChunk> Chunks => _chunks;

    /// <summary>Rows are padded with zeros to whole vectors of the widest kind, so that no comparison has a remainder.</summary>
    public static int StrideOf(int dimension) => RowSum.Padded(dimension);

    public static ObservationMemory Empty(int dimension, int endpointCount) => new([], dimension, endpointCount, new LabelStatistics(endpointCount));

    public ReadOnlySpan<float> Vector(int row) => _chunks[row / MemoryChunk.Capacity].Vector(row % MemoryChunk.Capacity);

    public ReadOnlySpan<float> Labels(int row, Label label) => _chunks[row / MemoryChunk.Capacity].Labels(row % MemoryChunk.Capacity, label);

    /// <summary>A memory with more rows.</summary>
    /// <param name="vectors">Padded unit vectors, <see cref="Stride"/> values a row.</param>
    /// <param name="labels">Labels x endpoints values a row, as <see cref="LabelRows"/> makes them.</param>
    /// <param name="parallel">The threads to use, and what ends the work early; <see langword="null"/> for one per processor.</param>
    public ObservationMemory Add(ReadOnlySpan<float> vectors, ReadOnlySpan<float> labels, ParallelOptions? parallel = null)
    {
        var width = MemoryChunk.LabelCount * EndpointCount;
        var chunks = new List<MemoryChunk>(_chunks);
        var statistics = Statistics.Clone();
        if (chunks is [.., { Count: < MemoryChunk.Capacity } last])
            chunks[^1] = last.Clone();
        var kept = chunks.Count(chunk => chunk.Quantized is not null);
        for (var row = 0; row < labels.Length / width; row++)
        {
            if (chunks is [] or [.., { Count: MemoryChunk.Capacity }])
                chunks.Add(new MemoryChunk(Stride, EndpointCount));
            var rowLabels = labels.Slice(row * width, width);
            chunks[^1].Add(vectors.Slice(row * Stride, Stride), rowLabels);
            statistics.Add(rowLabels);
        }

        Parallel.For(kept, chunks.Count, parallel ?? new ParallelOptions(), chunk => chunks[chunk].Seal());
        return new ObservationMemory([.. chunks], Dimension, EndpointCount, statistics);
    }

    /// <summary>A memory without the oldest of the rows that were added to another.</summary>
    /// <param name="first">What this one has grown from; its rows stay.</param>
    /// <param name="count">The rows that leave.</param>
    public ObservationMemory Forget(ObservationMemory first, int count)
    {
        var width = MemoryChunk.LabelCount * EndpointCount;
        var from = first.Count + count;
        var vectors = new float[(Count - from) * Stride];
        var labels = new float[(Count - from) * width];
        for (var row = from; row < Count; row++)
        {
            Vector(row).CopyTo(vectors.AsSpan((row - from) * Stride));
            _chunks[row / MemoryChunk.Capacity].Labels(row % MemoryChunk.Capacity).CopyTo(labels.AsSpan((row - from) * width));
        }

        return first.Add(vectors, labels);
    }

    /// <summary>
    /// The rows to search for so that every endpoint has <paramref name="neighbours"/> observations among them, where it was asked evenly:
    /// endpoints asked seldom need a deeper search, for which a share of 1 / <see cref="DeepestSearch"/> is the least that counts.
    /// </summary>
    public int SearchDepth(int neighbours)
    {
        var fewest = (double)Count;
        for (var j = 0; j < EndpointCount; j++)
        {
            if (Statistics.Count(Label.Success, j) is > 0 and var asked)
                fewest = Math.Min(fewest, asked);
        }

        // Four standard deviations more than on average, so that by chance alone hardly a query finds too few.
        var share = Math.Max(fewest / Math.Max(Count, 1), 1 / DeepestSearch);
        var depth = share < 1 ? Math.Ceiling((neighbours + (4 * Math.Sqrt(neighbours))) / share) : neighbours;
        return (int)Math.Min(depth, Count);
    }
}
