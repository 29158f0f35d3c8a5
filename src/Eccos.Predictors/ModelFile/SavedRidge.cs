namespace Eccos.Predictors;

/// <summary><see cref="RidgeModel"/> in a model file.</summary>
internal static class SavedRidge
{
    private const string Means = "means";
    private const string Weights = "weights";

    public static void Write(RidgeModel model, ModelWriter writer)
    {
        writer.Array(Means, model.Means);
        SavedMatrix.Write(Weights, model.Weights, 2 * model.Means.Length, writer);
    }

    /// <summary>Whether the section holds a model.</summary>
    public static bool IsIn(ModelReader reader) => reader.Holds(Means);

    public static RidgeModel Read(ModelReader reader, int features, int endpoints)
    {
        var means = reader.Doubles(Means, endpoints);
        var weights = SavedMatrix.Read(Weights, features, 2 * endpoints, RidgeModel.WidthOf(endpoints), reader);
        return new RidgeModel(means, weights);
    }
}
