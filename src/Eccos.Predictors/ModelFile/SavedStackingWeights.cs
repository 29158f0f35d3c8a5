namespace Eccos.Predictors;

/// <summary><see cref="StackingWeights"/> in a model file.</summary>
internal static class SavedStackingWeights
{
    private const string Common = "common";
    private const string OfSources = "of_sources";

    public static void Write(StackingWeights weights, ModelWriter writer)
    {
        writer.Array(Common, weights.Common);
        writer.Array(OfSources, weights.OfSources);
    }

    /// <returns>The weights; <see langword="null"/> where the section holds none.</returns>
    public static StackingWeights? Read(ModelReader reader, int learners, int sources) => reader.Holds(Common)
        ? new StackingWeights(reader.Doubles(Common, 2 * learners), reader.Doubles(OfSources, 2L * learners * sources))
        : null;
}
