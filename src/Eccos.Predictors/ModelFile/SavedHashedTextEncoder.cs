namespace Eccos.Predictors;

/// <summary>The arrays of <see cref="HashedTextEncoder"/> in a model file.</summary>
internal static class SavedHashedTextEncoder
{
    private const string Buckets = "buckets";
    private const string Projection = "projection";
    private const string Latent = "latent_dimensions";

    public static void Write(HashedTextEncoderState state, ModelWriter writer)
    {
        writer.Array(Buckets, state.Buckets);
        writer.Number(Latent, state.LatentDimensions);
        SavedMatrix.Write(Projection, state.Projection, state.LatentDimensions, writer);
        SavedSurfaceScaling.Write(state.Scaling, writer);
    }

    public static HashedTextEncoderState Read(ModelReader reader)
    {
        var buckets = reader.Integers(Buckets, least: 0, greatest: NGramScanner.BucketCount - 1);
        var latent = reader.Integer(Latent, 0);
        var projection = SavedMatrix.Read(Projection, buckets.Length, latent, RowSum.Padded(latent), reader);
        return new HashedTextEncoderState(buckets, projection, latent, SavedSurfaceScaling.Read(reader));
    }
}
