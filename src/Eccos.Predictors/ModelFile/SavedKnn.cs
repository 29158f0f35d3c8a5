namespace Eccos.Predictors;

/// <summary><see cref="KnnPredictor"/> in a model file.</summary>
internal static class SavedKnn
{
    private const string Endpoints = "endpoints";
    private const string Encoder = "encoder";
    private const string Memory = "memory";
    private const string TokenFactors = "token_factors";
    private const string CostFactors = "cost_factors";
    private const string Success = "success";
    private const string Amounts = "amounts";
    private const string Errors = "held_out_errors";

    public static void Write(KnnState state, ModelWriter writer)
    {
        writer.Texts(Endpoints, state.Endpoints);
        SavedEncoder.Write(state.Encoder, writer.Section(Encoder));
        SavedMemory.Write(state.Memory, writer.Section(Memory));
        writer.Array(TokenFactors, state.Model.TokenFactors);
        writer.Array(CostFactors, state.Model.CostFactors);
        SavedWeighting.Write(state.Model.Success, writer.Section(Success));
        SavedWeighting.Write(state.Model.Amounts, writer.Section(Amounts));
        SavedHeldOutErrors.Write(state.Model.Errors, writer.Section(Errors));
    }

    public static KnnState Read(ModelReader reader, PredictorFileOptions options)
    {
        var endpoints = SavedEndpoints.Read(reader, Endpoints);
        var encoder = SavedEncoder.Read(reader.Section(Encoder), options);
        var model = new KnnModel(
            SavedWeighting.Read(reader.Section(Success)),
            SavedWeighting.Read(reader.Section(Amounts)),
            reader.Doubles(TokenFactors, endpoints.Length),
            reader.Doubles(CostFactors, endpoints.Length),
            SavedHeldOutErrors.Read(reader.Section(Errors), endpoints));
        return new KnnState(endpoints, encoder, options.Counter(), SavedMemory.Read(reader.Section(Memory), encoder.Dimension, endpoints.Length), model);
    }
}
