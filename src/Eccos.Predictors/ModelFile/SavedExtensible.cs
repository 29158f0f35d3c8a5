namespace Eccos.Predictors;

/// <summary><see cref="ExtensiblePredictor"/> in a model file: its base predictor, the history and the endpoints without one.</summary>
internal static class SavedExtensible
{
    private const string Base = "base";
    private const string History = "history";
    private const string Estimated = "estimated";

    public static void Write(ExtensiblePredictor predictor, ModelWriter writer)
    {
        SavedPredictor.WriteBase(predictor.Base, writer.Section(Base));
        SavedHistory.Write(predictor.History, writer.Section(History));
        SavedEstimates.Write(predictor.Estimated, writer.Section(Estimated));
    }

    public static ExtensiblePredictor Read(ModelReader reader, PredictorFileOptions options)
    {
        var predictor = SavedPredictor.ReadBase(reader.Section(Base), options);
        var history = SavedHistory.Read(reader.Section(History));
        var missing = history.Known.Names.Except(SavedPredictor.Endpoints(predictor), StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw reader.Wrong(History, $"tells of {string.Join(", ", missing)}, which the base predictor does not know.");
        return new ExtensiblePredictor(predictor, history, SavedEstimates.Read(reader.Section(Estimated), history));
    }
}
