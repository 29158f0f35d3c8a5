namespace Eccos.Predictors;

/// <summary><see cref="CapabilityModel"/> in a model file.</summary>
internal static class SavedCapability
{
    private const string M = "m";
    private const string Beta = "beta";
    private const string Alpha = "alpha";
    private const string Components = "components";
    private const string V = "v";
    private const string Vectors = "vectors";
    private const string TwinDirection = "twin_direction";
    private const string TwinLoadings = "twin_loadings";
    private const string Loadings = "loadings";
    private const string S = "s";
    private const string Features = "features";
    private const string Difficulties = "difficulties";
    private const double GreatestS = 100;

    public static void Write(CapabilityModel model, ModelWriter writer)
    {
        var factors = model.Factors.State;
        writer.Number(M, factors.M);
        writer.Array(Beta, factors.Beta);
        writer.Array(Alpha, factors.Alpha);
        writer.Number(Components, factors.V.Length);
        SavedRows.Write(V, factors.V, writer);
        SavedRows.Write(Vectors, factors.Vectors, writer);
        if (model.Twins is { } twins)
        {
            writer.Array(TwinDirection, twins.Direction);
            writer.Array(TwinLoadings, twins.Loadings);
        }

        if (model.Loadings.Length > 0)
            writer.Array(Loadings, model.Loadings);
        writer.Number(S, model.Difficulty.S);
        SavedRows.Write(Features, model.Features, writer);
        SavedRows.Write(Difficulties, model.Difficulties, writer);
    }

    public static CapabilityModel Read(ModelReader reader, int queries, int endpoints)
    {
        var beta = reader.Doubles(Beta, endpoints);
        var alpha = reader.Doubles(Alpha, endpoints);
        var components = reader.Integer(Components, 0, endpoints);
        var factors = new LogitFactors(new LogitFactorsState(
            reader.Number(M),
            beta,
            alpha,
            SavedRows.Read(V, components, endpoints, reader),
            SavedRows.Read(Vectors, endpoints, 2 + components, reader)));

        // Files from before there were twins' factors and loadings hold none.
        var twins = reader.Holds(TwinDirection) ? new TwinFactor(reader.Doubles(TwinDirection, endpoints), reader.Doubles(TwinLoadings, endpoints)) : null;
        var loadings = reader.Holds(Loadings) ? reader.Doubles(Loadings, endpoints) : [];
        return new CapabilityModel(
            factors,
            new QueryDifficulty(reader.Number(S, 0, GreatestS)),
            twins,
            loadings,
            SavedRows.Read(Features, queries, factors.Dimension + (twins is null ? 0 : 1) + (loadings.Length > 0 ? 1 : 0), reader),
            SavedRows.Read(Difficulties, queries, QueryDifficulty.NodeCount, reader));
    }
}
