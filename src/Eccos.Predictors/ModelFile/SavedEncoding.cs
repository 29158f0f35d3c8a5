using System.Globalization;

namespace Eccos.Predictors;

/// <summary>The one or two encoders of a trained predictor in a model file.</summary>
internal static class SavedEncoding
{
    private const string Count = "encoders";
    private const int MostEncoders = 2;

    public static void Write(QueryEncoding encoding, ModelWriter writer)
    {
        writer.Number(Count, encoding.Encoders.Count);
        for (var k = 0; k < encoding.Encoders.Count; k++)
            SavedEncoder.Write(encoding.Encoders[k], writer.Section(Name(k)));
    }

    public static QueryEncoding Read(ModelReader reader, PredictorFileOptions options) =>
        new([.. Enumerable.Range(0, reader.Integer(Count, 1, MostEncoders)).Select(k => SavedEncoder.Read(reader.Section(Name(k)), options))]);

    private static string Name(int k) => k.ToString(CultureInfo.InvariantCulture);
}
