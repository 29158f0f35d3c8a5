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
        SavedMatrix.Write(Projection, state.Projection, state.LatentDimensions, writer);
        writer.Array(Means, state.Scaling.Means);
        writer.Array(Factors, state.Scaling.Factors);
        writer.Number(Cut, state.Scaling.Cut);
    }

    public static HashedTextEncoderState Read(ModelReader reader)
    {
        var buckets = reader.Integers(Buckets, least: 0, greatest: NGramScanner.BucketCount - 1);
        var latent = reader.Integer(Latent, 0);
        var projection = SavedMatrix.Read(Projection, buckets.Length, latent, RowSum.Padded(latent), reader);
        var scaling = new SurfaceScaling(
            reader.Singles(Means, SurfaceFeatures.Count),
            reader.Singles(Factors, SurfaceFeatures.Count),
            (float)reader.Number(Cut, 0, float.MaxValue));
        return new HashedTextEncoderState(buckets, projection, latent, scaling);
    }
}
