namespace Eccos.Predictors;

/// <summary><see cref="TwinCorrection"/> in a model file; files that lack one hold a predictor whose twins tell nothing.</summary>
internal static class SavedTwinCorrection
{
    private const string Means = "means";
    private const string Same = "same";
    private const string Reordered = "reordered";
    private const string Outcomes = "outcomes";
    private const string Memory = "memory";

    public static void Write(TwinCorrection? twins, ModelWriter writer)
    {
        if (twins is null)
            return;
        writer.Array(Means, twins.Transfer.Means);
        writer.Array(Same, twins.Transfer.Same);
        writer.Array(Reordered, twins.Transfer.Reordered);
        writer.Array(Outcomes, twins.Outcomes.ToArray());
        SavedTwins.Write(twins.Index.Memory, 0, twins.Index.Memory.Count, writer.Section(Memory));
    }

    public static TwinCorrection? Read(ModelReader reader, int endpoints)
    {
        if (!reader.Holds(Same))
            return null;
        var square = (long)endpoints * endpoints;
        var transfer = new TwinTransfer(reader.Doubles(Means, endpoints), reader.Doubles(Same, square), reader.Doubles(Reordered, square));
        var outcomes = reader.Singles(Outcomes, orMissing: true);
        if (outcomes.Length % endpoints != 0)
            throw reader.Wrong(Outcomes, $"holds {outcomes.Length} values; it must hold as many for each of {endpoints} endpoints.");
        var memory = SavedTwins.Read(reader.Section(Memory), outcomes.Length / endpoints);
        return new TwinCorrection(new TwinIndex(memory), outcomes, transfer);
    }
}
