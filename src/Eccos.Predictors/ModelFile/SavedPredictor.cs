namespace Eccos.Predictors;

/// <summary>Every kind of predictor that a model file may hold: a closed list, so that a file cannot ask for anything else.</summary>
internal static class SavedPredictor
{
    private const string Knn = "knn";
    private const string Mlp = "mlp";
    private const string Hybrid = "hybrid";
    private const string Extensible = "extensible";

    public static void Write(IPredictor predictor, ModelWriter writer)
    {
        if (predictor is not ExtensiblePredictor extensible)
        {
            WriteBase(predictor, writer);
            return;
        }

        writer.Kind(Extensible);
        SavedExtensible.Write(extensible, writer);
    }

    /// <summary>Writes a predictor that stands on no other.</summary>
    public static void WriteBase(IPredictor predictor, ModelWriter writer)
    {
        switch (predictor)
        {
            case KnnPredictor knn:
                writer.Kind(Knn);
                SavedKnn.Write(knn.State, writer);
                break;
            case MlpPredictor mlp:
                writer.Kind(Mlp);
                SavedMlp.Write(mlp, writer);
                break;
            case HybridPredictor hybrid:
                writer.Kind(Hybrid);
                SavedHybrid.Write(hybrid, writer);
                break;
            default:
                throw new ArgumentException(
                    $"A {predictor.GetType().Name} cannot be saved; a model file holds k-nearest neighbours, MLP and hybrid predictors, and extensible ones on top of these.",
                    nameof(predictor));
        }
    }

    public static IPredictor Read(ModelReader reader, PredictorFileOptions options) =>
        reader.Kind == Extensible ? SavedExtensible.Read(reader, options) : ReadBase(reader, options);

    public static IPredictor ReadBase(ModelReader reader, PredictorFileOptions options) => reader.Kind switch
    {
        Knn => new KnnPredictor(SavedKnn.Read(reader, options)),
        Mlp => SavedMlp.Read(reader, options),
        Hybrid => SavedHybrid.Read(reader, options),
        var other => throw reader.Wrong("kind", $"is '{other}'; known kinds are '{Knn}', '{Mlp}' and '{Hybrid}', and '{Extensible}' for a whole file."),
    };

    /// <summary>The endpoints that a predictor knows.</summary>
    public static IReadOnlyList<string> Endpoints(IPredictor predictor) => predictor switch
    {
        KnnPredictor knn => knn.Endpoints,
        MlpPredictor mlp => mlp.Endpoints,
        HybridPredictor hybrid => hybrid.Endpoints,
        ExtensiblePredictor extensible => extensible.Endpoints,
        _ => throw new ArgumentException($"A {predictor.GetType().Name} is not a saved predictor.", nameof(predictor)),
    };
}
