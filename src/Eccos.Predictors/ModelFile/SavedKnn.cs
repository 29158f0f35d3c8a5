namespace Eccos.Predictors;

/// <summary>The arrays of <see cref="KnnPredictor"/> in a model file.</summary>
internal static class SavedKnn
{
    private const string Endpoints = "endpoints";
    private const string Encoder = "encoder";
    private const string Vectors = "vectors";
    private const string Labels = "labels";
    private const string TokenFactors = "token_factors";
    private const string CostFactors = "cost_factors";
    private const string Success = "success";
    private const string Amounts = "amounts";
    private const string Neighbours = "neighbours";
    private const string Shrinkage = "shrinkage";
    private const string Temperature = "temperature";

    public static void Write(KnnState state, ModelWriter writer)
    {
        var memory = state.Memory;
        var (d, width) = (memory.Dimension, MemoryChunk.LabelCount * memory.EndpointCount);
        var vectors = new float[checked(memory.Count * d)];
        var labels = new float[checked(memory.Count * width)];
        for (var i = 0; i < memory.Count; i++)
        {
            memory.Vector(i)[..d].CopyTo(vectors.AsSpan(i * d));
            for (var label = 0; label < MemoryChunk.LabelCount; label++)
                memory.Labels(i, (Label)label).CopyTo(labels.AsSpan((i * width) + (label * memory.EndpointCount)));
        }

        writer.Texts(Endpoints, state.Endpoints);
        SavedEncoder.Write(state.Encoder, writer.Section(Encoder));
        writer.Array(Vectors, vectors);
        writer.Array(Labels, labels);
        writer.Array(TokenFactors, state.Model.TokenFactors);
        writer.Array(CostFactors, state.Model.CostFactors);
        Write(state.Model.Success, writer.Section(Success));
        Write(state.Model.Amounts, writer.Section(Amounts));
    }

    public static KnnState Read(ModelReader reader, PredictorFileOptions options)
    {
        var endpoints = SavedEndpoints.Read(reader, Endpoints);
        var encoder = SavedEncoder.Read(reader.Section(Encoder), options);
        var vectors = reader.Singles(Vectors);
        var count = vectors.Length / encoder.Dimension;
        var stride = ObservationMemory.StrideOf(encoder.Dimension);
        if (count == 0 || vectors.Length % encoder.Dimension != 0 || (long)count * stride > Array.MaxLength)
            throw reader.Wrong(Vectors, $"holds {vectors.Length} values; they must fill rows of {encoder.Dimension}, at least one and no more than fit into memory.");
        var labels = reader.Singles(Labels, (long)count * MemoryChunk.LabelCount * endpoints.Length, orMissing: true);
        var padded = new float[count * stride];
        for (var i = 0; i < count; i++)
            vectors.AsSpan(i * encoder.Dimension, encoder.Dimension).CopyTo(padded.AsSpan(i * stride));

        var model = new KnnModel(
            Weighting(reader.Section(Success)),
            Weighting(reader.Section(Amounts)),
            reader.Doubles(TokenFactors, endpoints.Length),
            reader.Doubles(CostFactors, endpoints.Length));
        var counter = new Lazy<ITokenCounter>(() => options.TokenCounter ?? new TiktokenCounter());
        return new KnnState(endpoints, encoder, counter, ObservationMemory.Empty(encoder.Dimension, endpoints.Length).Add(padded, labels), model);
    }

    private static void Write(NeighbourWeighting weighting, ModelWriter writer)
    {
        writer.Number(Neighbours, weighting.Neighbours);
        writer.Number(Shrinkage, weighting.Shrinkage);
        writer.Number(Temperature, weighting.Temperature);
    }

    private static NeighbourWeighting Weighting(ModelReader reader) => new(
        reader.Integer(Neighbours, 1),
        reader.Number(Shrinkage, double.Epsilon),
        reader.Number(Temperature, double.Epsilon));
}
