namespace Eccos.Predictors;

/// <summary>The arrays of <see cref="HashedTextEncoder"/> in a model file.</summary>
internal static class SavedHashedTextEncoder
{
    private const string Buckets = "buckets";
    private const string Projection = "projection";
    private const string Latent = "latent_dimensions";
    private const string Means = "surface_means";
    private const string Factors = "surface_factors";
    private const string Cut = "surface_cut";

    public static void Write(HashedTextEncoderState state, ModelWriter writer)
    {
        writer.Array(Buckets, state.Buckets);
        writer.Number(Latent, state.LatentDimensions);
        writer.Array(Projection, state.Projection.WithoutPadding(state.LatentDimensions));
        writer.Array(Means, state.Scaling.Means);
        writer.Array(Factors, state.Scaling.Factors);
        writer.Number(Cut, state.Scaling.Cut);
    }

    public static HashedTextEncoderState Read(ModelReader reader)
    {
        var buckets = reader.Integers(Buckets, least: 0, greatest: NGramScanner.BucketCount - 1);
        var latent = reader.Integer(Latent, 0);
        var projection = Padded(reader.Singles(Projection, (long)buckets.Length * latent), buckets.Length, latent, reader);
        var scaling = new SurfaceScaling(
            reader.Singles(Means, SurfaceFeatures.Count),
            reader.Singles(Factors, SurfaceFeatures.Count),
            (float)reader.Number(Cut, 0, float.MaxValue));
        return new HashedTextEncoderState(buckets, projection, latent, scaling);
    }

    private static float[] WithoutPadding(this DenseMatrix matrix, int columns)
    {
        var values = new float[matrix.RowCount * columns];
        for (var i = 0; i < matrix.RowCount; i++)
            matrix.Row(i)[..columns].CopyTo(values.AsSpan(i * columns));
        return values;
    }

    private static DenseMatrix Padded(float[] values, int rows, int columns, ModelReader reader)
    {
        var stride = ((long)columns + HashedTextEncoderState.Padding - 1) / HashedTextEncoderState.Padding * HashedTextEncoderState.Padding;
        if (rows * stride > Array.MaxLength)
            throw reader.Wrong(Projection, $"holds {rows} rows of {columns} values, more than fit into memory.");
        var matrix = new DenseMatrix(rows, (int)stride);
        for (var i = 0; i < rows; i++)
            values.AsSpan(i * columns, columns).CopyTo(matrix.Row(i));
        return matrix;
    }
}
