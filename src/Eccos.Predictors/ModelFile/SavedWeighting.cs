namespace Eccos.Predictors;

/// <summary>How neighbours are weighed, in a model file.</summary>
internal static class SavedWeighting
{
    private const string Neighbours = "neighbours";
    private const string Shrinkage = "shrinkage";
    private const string Temperature = "temperature";

    public static void Write(NeighbourWeighting weighting, ModelWriter writer)
    {
        writer.Number(Neighbours, weighting.Neighbours);
        writer.Number(Shrinkage, weighting.Shrinkage);
        writer.Number(Temperature, weighting.Temperature);
    }

    public static NeighbourWeighting Read(ModelReader reader) =>
        new(reader.Integer(Neighbours, 1), reader.Number(Shrinkage, double.Epsilon), reader.Number(Temperature, double.Epsilon));
}
