namespace Eccos.Predictors;

/// <summary><see cref="MlpPredictor"/> in a model file.</summary>
internal static class SavedMlp
{
    private const string Endpoints = "endpoints";
    private const string Encoding = "encoding";
    private const string Model = "mlp";

    public static void Write(MlpPredictor predictor, ModelWriter writer)
    {
        writer.Texts(Endpoints, predictor.Endpoints);
        SavedEncoding.Write(predictor.Encoding, writer.Section(Encoding));
        SavedMlpModel.Write(predictor.Model, writer.Section(Model));
    }

    public static MlpPredictor Read(ModelReader reader, PredictorFileOptions options)
    {
        var endpoints = SavedEndpoints.Read(reader, Endpoints);
        var encoding = SavedEncoding.Read(reader.Section(Encoding), options);
        return new MlpPredictor(endpoints, encoding, options.Counter(), SavedMlpModel.Read(reader.Section(Model), encoding.Width, endpoints.Length));
    }
}
