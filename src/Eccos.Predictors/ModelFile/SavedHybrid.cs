namespace Eccos.Predictors;

/// <summary><see cref="HybridPredictor"/> in a model file.</summary>
internal static class SavedHybrid
{
    private const string Endpoints = "endpoints";
    private const string Encoding = "encoding";
    private const string Memory = "memory";
    private const string Twins = "twins";
    private const string Success = "success";
    private const string Amounts = "amounts";
    private const string Mlp = "mlp";
    private const string Linear = "linear";
    private const string Kernel = "kernel";
    private const string Source = "source";
    private const string Blend = "blend";
    private const string Reliability = "reliability";
    private const string Errors = "held_out_errors";
    private const string Added = "added";

    public static void Write(HybridPredictor predictor, ModelWriter writer)
    {
        var learners = predictor.Learners;
        writer.Texts(Endpoints, predictor.Endpoints);
        SavedEncoding.Write(learners.Encoding, writer.Section(Encoding));
        SavedMemory.Write(learners.Memory, writer.Section(Memory));
        SavedTwins.Write(learners.Twins, 0, learners.Memory.Count, writer.Section(Twins));
        SavedWeighting.Write(learners.Success, writer.Section(Success));
        SavedWeighting.Write(learners.Amounts, writer.Section(Amounts));
        SavedMlpModel.Write(learners.Mlp, writer.Section(Mlp));
        SavedRidge.Write(learners.Linear, writer.Section(Linear));
        SavedKernel.Write(learners.Kernel, writer.Section(Kernel));
        if (learners.Source is not null)
            SavedSource.Write(learners.Source, predictor.Endpoints.Count, writer.Section(Source));
        SavedBlend.Write(predictor.Model, writer.Section(Blend));
        SavedReliability.Write(predictor.Reliability, writer.Section(Reliability));
        SavedHeldOutErrors.Write(predictor.HeldOutErrors, writer.Section(Errors));
        if (predictor.Added is not { } added)
            return;
        SavedMemory.Write(added.Memory, writer.Section(Added));
        SavedTwins.Write(added.Twins, learners.Memory.Count, added.Memory.Count, writer.Section(Added).Section(Twins));
    }

    public static HybridPredictor Read(ModelReader reader, PredictorFileOptions options)
    {
        var endpoints = SavedEndpoints.Read(reader, Endpoints);
        var m = endpoints.Length;

        KernelModel kernel = null!;
        Func<KernelModel, BaseLearners> learners = null!;

        // The kernel, the largest part, needs none of the others.
        ParallelLoop.Run(2, part =>
        {
            if (part == 0)
                learners = ReadOthers(reader, m, options);
            else
                kernel = SavedKernel.Read(reader.Section(Kernel), m);
        });
        var all = learners(kernel);
        return new HybridPredictor(
            endpoints,
            all,
            SavedBlend.Read(reader.Section(Blend), all.Count, m, all.SourceCount),
            SavedReliability.Read(reader.Section(Reliability)),
            options.Counter(),
            SavedHeldOutErrors.Read(reader.Section(Errors), endpoints),
            ReadAdded(reader.Section(Added), all));
    }

    private static Func<KernelModel, BaseLearners> ReadOthers(ModelReader reader, int endpoints, PredictorFileOptions options)
    {
        var encoding = SavedEncoding.Read(reader.Section(Encoding), options);
        var memory = SavedMemory.Read(reader.Section(Memory), encoding.Width, endpoints);
        var twins = SavedTwins.Read(reader.Section(Twins), memory.Count);
        var (success, amounts) = (SavedWeighting.Read(reader.Section(Success)), SavedWeighting.Read(reader.Section(Amounts)));
        var mlp = SavedMlpModel.Read(reader.Section(Mlp), encoding.Width, endpoints);
        var linear = SavedRidge.Read(reader.Section(Linear), encoding.Width, endpoints);
        var source = SavedSource.Read(reader.Section(Source), encoding.Width, endpoints);
        return kernel => new BaseLearners(encoding, memory, twins, success, amounts, mlp, linear, kernel, source);
    }

    private static AddedObservations? ReadAdded(ModelReader reader, BaseLearners learners)
    {
        if (!SavedMemory.IsIn(reader))
            return null;
        var memory = SavedMemory.Read(reader, learners.Encoding.Width, learners.Memory.EndpointCount);
        return new AddedObservations(memory, learners.Twins.Join(SavedTwins.Read(reader.Section(Twins), memory.Count)));
    }
}
