namespace Eccos.Predictors;

/// <summary>Past observations in a model file: their vectors without padding, and their labels.</summary>
internal static class SavedMemory
{
    private const string Dimension = "dimension";
    private const string Vectors = "vectors";
    private const string Labels = "labels";

    public static void Write(ObservationMemory memory, ModelWriter writer)
    {
        var (d, width) = (memory.Dimension, MemoryChunk.LabelCount * memory.EndpointCount);
        var vectors = new float[checked(memory.Count * d)];
        var labels = new float[checked(memory.Count * width)];
        for (var i = 0; i < memory.Count; i++)
        {
            memory.Vector(i)[..d].CopyTo(vectors.AsSpan(i * d));
            for (var label = 0; label < MemoryChunk.LabelCount; label++)
                memory.Labels(i, (Label)label).CopyTo(labels.AsSpan((i * width) + (label * memory.EndpointCount)));
        }

        writer.Number(Dimension, d);
        writer.Array(Vectors, vectors);
        writer.Array(Labels, labels);
    }

    /// <summary>Whether the section holds a memory.</summary>
    public static bool IsIn(ModelReader reader) => reader.Holds(Vectors);

    /// <param name="reader">The section.</param>
    /// <param name="dimension">The dimensions that the encoder gives.</param>
    /// <param name="endpoints">The number of endpoints.</param>
    public static ObservationMemory Read(ModelReader reader, int dimension, int endpoints)
    {
        if (reader.Integer(Dimension, 1) != dimension)
            throw reader.Wrong(Dimension, $"is not {dimension}, the dimensions of the text encoder.");
        var vectors = reader.Singles(Vectors);
        var count = vectors.Length / dimension;
        var stride = ObservationMemory.StrideOf(dimension);
        if (count == 0 || vectors.Length % dimension != 0 || (long)count * stride > Array.MaxLength)
            throw reader.Wrong(Vectors, $"holds {vectors.Length} values; they must fill rows of {dimension}, at least one and no more than fit into memory.");
        var labels = reader.Singles(Labels, (long)count * MemoryChunk.LabelCount * endpoints, orMissing: true);
        if (stride == dimension)
            return ObservationMemory.Empty(dimension, endpoints).Add(vectors, labels);
        var padded = new float[count * stride];
        for (var i = 0; i < count; i++)
            vectors.AsSpan(i * dimension, dimension).CopyTo(padded.AsSpan(i * stride));
        return ObservationMemory.Empty(dimension, endpoints).Add(padded, labels);
    }
}
