namespace Eccos.Predictors;

/// <summary><see cref="Retransformation"/> in a model file.</summary>
internal static class SavedRetransformation
{
    private const string Knots = "knots";
    private const string Means = "means";
    private const string Medians = "medians";

    public static void Write(Retransformation amounts, ModelWriter writer)
    {
        writer.Array(Knots, amounts.Knots);
        writer.Array(Means, amounts.MeanShifts);
        writer.Array(Medians, amounts.MedianShifts);
    }

    public static Retransformation Read(ModelReader reader, int endpoints)
    {
        var length = (long)endpoints * Retransformation.Bins;
        return new Retransformation(reader.Doubles(Knots, length), reader.Doubles(Means, length), reader.Doubles(Medians, length));
    }
}
