namespace Eccos.Predictors;

/// <summary><see cref="RidgeModel"/> in a model file. Up to version 2 of the format success was linear in the features, with the means of endpoints in place of intercepts.</summary>
internal static class SavedRidge
{
    private const string Means = "means";
    private const string Intercepts = "intercepts";
    private const string Weights = "weights";

    public static void Write(RidgeModel model, ModelWriter writer)
    {
        writer.Array(model.IsLogistic ? Intercepts : Means, model.Levels);
        SavedMatrix.Write(Weights, model.Weights, 2 * model.Levels.Length, writer);
    }

    /// <summary>Whether the section holds a model that is linear in success.</summary>
    public static bool IsOld(ModelReader reader) => reader.Holds(Means);

    public static RidgeModel Read(ModelReader reader, int features, int endpoints)
    {
        var logistic = !IsOld(reader);
        var levels = reader.Doubles(logistic ? Intercepts : Means, endpoints);
        var weights = SavedMatrix.Read(Weights, features, 2 * endpoints, RidgeModel.WidthOf(endpoints), reader);
        return new RidgeModel(levels, weights, logistic);
    }
}
