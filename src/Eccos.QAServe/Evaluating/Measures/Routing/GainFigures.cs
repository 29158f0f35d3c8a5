namespace Eccos.QAServe;

/// <summary>What predictions are worth to routing without workload limits.</summary>
/// <param name="Gain">
/// Points of success above the best mixture of single endpoints of the same spend, averaged over spends evenly spaced in log cost between the
/// cheapest endpoint that is not free and the best endpoint.
/// </param>
/// <param name="RoundingGain">The part of it that is owed to the rounding of the least spend, the same for all predictions of the same records.</param>
/// <param name="BestSingle">The endpoint of the highest mean score.</param>
/// <param name="CostRatioToMatchBest">The least spend that reaches the best endpoint's success, against its cost; null when none does, or when it is free.</param>
/// <param name="CostRatioAtBestMinus1Pt">The same for one point of success less.</param>
/// <param name="MaxOverBest">The points by which routing exceeds the best endpoint at any spend.</param>
public sealed record GainFigures(double Gain, double RoundingGain, SpendingPoint BestSingle, double? CostRatioToMatchBest, double? CostRatioAtBestMinus1Pt, double MaxOverBest)
{
    /// <summary>The figures of a frontier.</summary>
    /// <param name="frontier">The frontier.</param>
    /// <returns>The figures.</returns>
    public static GainFigures Of(SpendingFrontier frontier)
    {
        ArgumentNullException.ThrowIfNull(frontier);
        var best = frontier.BestSingle;
        return new GainFigures(
            frontier.Gain,
            frontier.RoundingGain,
            best,
            Ratio(frontier.CostOf(best.Success), best),
            Ratio(frontier.CostOf(best.Success - 0.01), best),
            100 * (frontier.Points.Max(point => point.Success) - best.Success));
    }

    private static double? Ratio(double? spendUsd, SpendingPoint best) => best.CostUsd > 0 ? spendUsd / best.CostUsd : null;
}
