namespace Eccos.Predictors;

/// <summary><see cref="RidgeModel"/> in a model file.</summary>
internal static class SavedRidge
{
    private const string Means = "means";
    private const string Weights = "weights";

    public static void Write(RidgeModel model, ModelWriter writer)
    {
        writer.Array(Means, model.Means);
        writer.Array(Weights, model.Weights.Values);
    }

    public static RidgeModel Read(ModelReader reader, int features, int endpoints)
    {
        var means = reader.Doubles(Means, endpoints);
        var values = reader.Singles(Weights, 2L * features * endpoints);
        var weights = new DenseMatrix(features, 2 * endpoints);
        values.CopyTo(weights.Values, 0);
        return new RidgeModel(means, weights);
    }
}
