namespace Eccos.Predictors;

/// <summary><see cref="SurfaceScaling"/> in a model file. Version 1 of the format knew the first 34 features.</summary>
internal static class SavedSurfaceScaling
{
    private const string Means = "surface_means";
    private const string Factors = "surface_factors";
    private const string Cut = "surface_cut";

    public static void Write(SurfaceScaling scaling, ModelWriter writer)
    {
        writer.Array(Means, scaling.Means);
        writer.Array(Factors, scaling.Factors);
        writer.Number(Cut, scaling.Cut);
    }

    public static SurfaceScaling Read(ModelReader reader)
    {
        var means = reader.Singles(Means);
        if (means.Length > SurfaceFeatures.Count)
            throw reader.Wrong(Means, $"holds {means.Length} values; {SurfaceFeatures.Count} surface features are known.");
        return new SurfaceScaling(means, reader.Singles(Factors, means.Length), (float)reader.Number(Cut, 0, float.MaxValue));
    }
}
