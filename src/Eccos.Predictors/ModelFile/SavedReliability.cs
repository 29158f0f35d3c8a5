namespace Eccos.Predictors;

/// <summary><see cref="Reliability"/> in a model file.</summary>
internal static class SavedReliability
{
    private const string Bounds = "bounds";
    private const string Counts = "counts";
    private const string Predicted = "predicted";
    private const string Observed = "observed";
    private const string LogLoss = "log_loss";
    private const string BrierScore = "brier_score";

    public static void Write(Reliability reliability, ModelWriter writer)
    {
        writer.Array(Bounds, reliability.Bins.SelectMany(bin => new[] { bin.Lower, bin.Upper }).ToArray());
        writer.Array(Counts, reliability.Bins.Select(bin => bin.Count).ToArray());
        writer.Array(Predicted, reliability.Bins.Select(bin => bin.MeanPredicted).ToArray());
        writer.Array(Observed, reliability.Bins.Select(bin => bin.MeanObserved).ToArray());
        writer.Number(LogLoss, reliability.LogLoss);
        writer.Number(BrierScore, reliability.BrierScore);
    }

    public static Reliability Read(ModelReader reader)
    {
        var counts = reader.Integers(Counts, least: 0);
        if (counts.Sum(count => (long)count) is var pairs && pairs > int.MaxValue)
            throw reader.Wrong(Counts, $"tell of {pairs} pairs; there are at most {int.MaxValue}.");
        var bounds = reader.Doubles(Bounds, 2L * counts.Length);
        var predicted = reader.Doubles(Predicted, counts.Length, orMissing: true);
        var observed = reader.Doubles(Observed, counts.Length, orMissing: true);
        return new Reliability(
            [.. counts.Select((count, b) => new ReliabilityBin(bounds[2 * b], bounds[(2 * b) + 1], count, predicted[b], observed[b]))],
            reader.Number(LogLoss),
            reader.Number(BrierScore));
    }
}
