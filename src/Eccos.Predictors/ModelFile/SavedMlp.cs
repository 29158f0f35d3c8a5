namespace Eccos.Predictors;

/// <summary><see cref="MlpPredictor"/> in a model file.</summary>
internal static class SavedMlp
{
    private const string Endpoints = "endpoints";
    private const string Encoding = "encoding";
    private const string Model = "mlp";
    private const string Errors = "held_out_errors";
    private const string Twins = "twins";

    public static void Write(MlpPredictor predictor, ModelWriter writer)
    {
        writer.Texts(Endpoints, predictor.Endpoints);
        SavedEncoding.Write(predictor.Encoding, writer.Section(Encoding));
        SavedMlpModel.Write(predictor.Model, writer.Section(Model));
        SavedHeldOutErrors.Write(predictor.Model.Errors, writer.Section(Errors));
        SavedTwinCorrection.Write(predictor.Twins, writer.Section(Twins));
    }

    public static MlpPredictor Read(ModelReader reader, PredictorFileOptions options)
    {
        var endpoints = SavedEndpoints.Read(reader, Endpoints);
        var encoding = SavedEncoding.Read(reader.Section(Encoding), options);
        var twins = SavedTwinCorrection.Read(reader.Section(Twins), endpoints.Length);
        var model = SavedMlpModel.Read(reader.Section(Model), encoding.Width, endpoints.Length);
        return new MlpPredictor(endpoints, encoding, options.Counter(), model with { Errors = SavedHeldOutErrors.Read(reader.Section(Errors), endpoints) }, twins);
    }
}
