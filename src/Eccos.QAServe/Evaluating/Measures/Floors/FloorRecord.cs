namespace Eccos.QAServe;

/// <summary>How a floor that was asked for on predicted success held on true labels.</summary>
/// <param name="Floor">alpha, the average success asked for.</param>
/// <param name="Predicted">The mean success predicted of the choices.</param>
/// <param name="Realised">The mean score of the choices.</param>
/// <param name="CostUsd">USD per query.</param>
/// <param name="Windows">The windows the floor was asked of, batches or as many queries of a stream, apart from those of whose choices no outcome is known.</param>
/// <param name="WindowsKept">Those whose mean score reached it, but for rounding.</param>
/// <param name="MeanMissedBy">The mean of floor minus score over the others; 0 when there are none.</param>
public sealed record FloorRecord(double Floor, double Predicted, double Realised, double CostUsd, int Windows, int WindowsKept, double MeanMissedBy)
{
    /// <summary>What a mean score may lie below a floor by rounding alone.</summary>
    public const double Rounding = 1e-12;

    /// <summary>Holds runs against the floor that was asked of them.</summary>
    /// <param name="floor">alpha, 0 to 1.</param>
    /// <param name="runs">At least one run.</param>
    /// <returns>The record over the windows of all runs.</returns>
    public static FloorRecord Of(double floor, IReadOnlyList<RunOutcome> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        double[] windows = [.. runs.SelectMany(run => run.Run.Windows.Select(run.SuccessOver)).Where(double.IsFinite)];
        double[] missed = [.. windows.Select(score => floor - score).Where(by => by > Rounding)];
        return new FloorRecord(
            floor,
            runs.Average(run => run.Run.PredictedSuccess),
            runs.Average(run => run.Success),
            runs.Average(run => run.CostUsd),
            windows.Length,
            windows.Length - missed.Length,
            missed.DefaultIfEmpty().Average());
    }
}
