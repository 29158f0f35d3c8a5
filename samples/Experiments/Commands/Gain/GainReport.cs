using System.Text.Json.Serialization;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Gain;

/// <summary>The figures of one set of predictions, as JSON names them.</summary>
/// <param name="Gain">Points of success above the mix of single endpoints at the same spend.</param>
/// <param name="BestSingle">USD per query and mean score of the best endpoint.</param>
/// <param name="CostRatioToMatchBest">The spend that matches it, against its cost; null when none does, or when it is free.</param>
/// <param name="CostRatioAtBestMinus1Pt">The same for one point less.</param>
/// <param name="MaxOverBest">The points by which routing exceeds it at any spend.</param>
/// <param name="GainSe">The standard error of the gain; null when none was asked for.</param>
/// <param name="RoundingGain">The part of the gain that is owed to the rounding of the least spend.</param>
/// <param name="EndpointMean">The same of the endpoint means; null when they were not asked for.</param>
/// <param name="AboveEndpointMean">What the gain is above theirs: the worth of reading the query.</param>
/// <param name="AboveEndpointMeanSe">Its standard error, over samples of the same queries.</param>
internal sealed record GainReport(
    double Gain,
    IReadOnlyList<double> BestSingle,
    double? CostRatioToMatchBest,
    [property: JsonPropertyName("cost_ratio_at_best_minus_1pt")] double? CostRatioAtBestMinus1Pt,
    double MaxOverBest,
    double? GainSe,
    double RoundingGain,
    GainReport? EndpointMean = null,
    double? AboveEndpointMean = null,
    double? AboveEndpointMeanSe = null)
{
    public static GainReport Of(GainFigures figures, double? standardError) => new(
        figures.Gain,
        [figures.BestSingle.CostUsd, figures.BestSingle.Success],
        figures.CostRatioToMatchBest,
        figures.CostRatioAtBestMinus1Pt,
        figures.MaxOverBest,
        standardError,
        figures.RoundingGain);
}
