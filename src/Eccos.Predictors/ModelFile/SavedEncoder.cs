namespace Eccos.Predictors;

/// <summary>The text encoder of a saved predictor: the default one whole, a host's own by its length alone.</summary>
internal static class SavedEncoder
{
    private const string Hashed = "hashed-text";
    private const string Own = "own";
    private const string Dimension = "dimension";

    public static void Write(ITextEncoder encoder, ModelWriter writer)
    {
        writer.Number(Dimension, encoder.Dimension);
        if (encoder is HashedTextEncoder hashed)
        {
            writer.Kind(Hashed);
            SavedHashedTextEncoder.Write(hashed.State, writer);
        }
        else
        {
            writer.Kind(Own);
        }
    }

    public static ITextEncoder Read(ModelReader reader, PredictorFileOptions options)
    {
        var encoder = reader.Kind switch
        {
            Hashed => new HashedTextEncoder(SavedHashedTextEncoder.Read(reader)),
            Own => options.Encoder ?? throw reader.Wrong("kind", $"tells of a predictor on a text encoder of the host's own; give that one in {nameof(PredictorFileOptions)}.{nameof(PredictorFileOptions.Encoder)}."),
            var other => throw reader.Wrong("kind", $"is '{other}'; known kinds are '{Hashed}' and '{Own}'."),
        };
        var dimension = reader.Integer(Dimension, 1);
        return encoder.Dimension == dimension
            ? encoder
            : throw reader.Wrong(Dimension, $"is {dimension}, but the text encoder {encoder.GetType().Name} has {encoder.Dimension} dimensions.");
    }
}
