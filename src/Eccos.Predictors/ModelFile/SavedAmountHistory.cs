namespace Eccos.Predictors;

/// <summary><see cref="AmountHistory"/> in a model file, or that there is none.</summary>
internal static class SavedAmountHistory
{
    private const string Columns = "columns";
    private const string Delta = "delta";
    private const string Sigma = "sigma";
    private const string Level = "level";
    private const string Shared = "shared";
    private const string B = "b";
    private const string C = "c";
    private const string Noise = "noise";
    private const string NoiseAlone = "noise_alone";
    private const string Least = "least";

    public static void Write(AmountHistory? history, ModelWriter writer)
    {
        writer.Array(Columns, history?.State.Columns ?? []);
        if (history is null)
            return;
        var state = history.State;
        writer.Array(Delta, state.Delta);
        writer.Array(Sigma, state.Sigma);
        writer.Array(Level, state.Level);
        writer.Array(Shared, state.Shared);
        writer.Number(B, state.B);
        writer.Number(C, state.C);
        writer.Number(Noise, state.Noise);
        writer.Number(NoiseAlone, state.NoiseAlone);
        writer.Number(Least, state.Least);
    }

    /// <param name="reader">The section.</param>
    /// <param name="queries">The queries of the history.</param>
    /// <param name="endpoints">The known endpoints.</param>
    public static AmountHistory? Read(ModelReader reader, int queries, int endpoints)
    {
        var columns = reader.Integers(Columns, least: 0, greatest: endpoints - 1);
        if (columns.Length == 0)
            return null;
        return new AmountHistory(new AmountHistoryState(
            columns,
            reader.Doubles(Delta, columns.Length),
            reader.Doubles(Sigma, columns.Length),
            reader.Doubles(Level, queries),
            reader.Doubles(Shared, queries),
            reader.Number(B),
            reader.Number(C),
            reader.Number(Noise, 0),
            reader.Number(NoiseAlone, 0),
            reader.Number(Least, 0)));
    }
}
