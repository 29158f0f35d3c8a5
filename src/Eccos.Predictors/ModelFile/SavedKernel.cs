namespace Eccos.Predictors;

/// <summary><see cref="KernelModel"/> in a model file.</summary>
internal static class SavedKernel
{
    private const string Buckets = "buckets";
    private const string Idf = "idf";
    private const string Frequencies = "frequencies";
    private const string Phases = "phases";
    private const string SurfaceWeight = "surface_weight";
    private const string Ridge = "ridge";

    public static void Write(KernelModel model, ModelWriter writer)
    {
        var state = model.Kernel.State;
        writer.Array(Buckets, state.Buckets);
        writer.Array(Idf, state.Idf);
        SavedSurfaceScaling.Write(state.Scaling, writer);
        writer.Array(Frequencies, state.Frequencies);
        writer.Array(Phases, state.Phases);
        writer.Number(SurfaceWeight, state.SurfaceWeight);
        SavedRidge.Write(model.Ridge, writer.Section(Ridge));
    }

    public static KernelModel Read(ModelReader reader, int endpoints)
    {
        var buckets = reader.Integers(Buckets, least: 0, greatest: NGramScanner.BucketCount - 1);
        var phases = reader.Singles(Phases);
        var scaling = SavedSurfaceScaling.Read(reader);
        var kernel = new QueryKernel(new QueryKernelState(
            buckets,
            reader.Singles(Idf, buckets.Length),
            scaling,
            reader.Singles(Frequencies, (long)phases.Length * scaling.Count),
            phases,
            (float)reader.Number(SurfaceWeight, 0, float.MaxValue)));
        return new KernelModel(kernel, SavedRidge.Read(reader.Section(Ridge), kernel.Dimension, endpoints));
    }
}
