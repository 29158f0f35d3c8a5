namespace Eccos.Predictors;

/// <summary>How well predicted probabilities agree with what was observed on queries that were not trained on.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class Reliability
{
    private const int BinCount = 15;

    internal Reliability(IReadOnlyList<ReliabilityBin> bins, double logLoss, double brierScore)
    {
        Bins = bins;
        LogLoss = logLoss;
        BrierScore = brierScore;
        double pairs = bins.Sum(bin => bin.Count);
        ExpectedCalibrationError = bins.Where(bin => bin.Count > 0).Sum(bin => bin.Count / pairs * Math.Abs(bin.MeanPredicted - bin.MeanObserved));
    }

    /// <summary>15 bins of equal width, in ascending order.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>The mean of -y ln p - (1 - y) ln(1 - p); 0 when there was no pair.</summary>
    public double LogLoss { get; }

    /// <summary>The mean of (y - p)^2 (G. Brier 1950); 0 when there was no pair.</summary>
    public double BrierScore { get; }

    /// <summary>The expected calibration error: the bins' |predicted - observed|, weighted by their pairs.</summary>
    public double ExpectedCalibrationError { get; }

    internal static Reliability Measure(ReadOnlySpan<double> predicted, ReadOnlySpan<double> observed)
    {
        var (counts, p, y) = (new int[BinCount], new double[BinCount], new double[BinCount]);
        double loss = 0, brier = 0;
        for (var k = 0; k < predicted.Length; k++)
        {
            var bin = Math.Min((int)(predicted[k] * BinCount), BinCount - 1);
            counts[bin]++;
            p[bin] += predicted[k];
            y[bin] += observed[k];
            loss -= Part(observed[k], predicted[k]) + Part(1 - observed[k], 1 - predicted[k]);
            brier += (observed[k] - predicted[k]) * (observed[k] - predicted[k]);
        }

        var n = Math.Max(predicted.Length, 1);
        return new Reliability(
            [.. Enumerable.Range(0, BinCount).Select(b => new ReliabilityBin(b / (double)BinCount, (b + 1) / (double)BinCount, counts[b], p[b] / counts[b], y[b] / counts[b]))],
            loss / n,
            brier / n);

        static double Part(double y, double p) => y == 0 ? 0 : y * Math.Log(p);
    }
}
