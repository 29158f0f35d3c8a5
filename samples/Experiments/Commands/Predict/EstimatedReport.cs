using Eccos.Experiments.Files;
using Eccos.Experiments.Metrics;
using Eccos.Experiments.Records;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Predict;

/// <summary>How well an endpoint without history is estimated.</summary>
/// <param name="Model">The endpoint.</param>
/// <param name="Probes">The outcomes that the predictor was told.</param>
/// <param name="Success">The score of its success probabilities.</param>
/// <param name="LogTokens">Logarithms of its output tokens; null when none are predicted or recorded.</param>
/// <param name="LogCost">Logarithms of its costs; null when none are predicted or recorded.</param>
/// <param name="ProbeMean">The score of the plain mean of the probes; without probes, of the average of the other endpoints' means.</param>
internal sealed record EstimatedReport(string Model, int Probes, PredictionScore Success, AmountScore? LogTokens, AmountScore? LogCost, PredictionScore? ProbeMean)
{
    public static EstimatedReport Of(string name, int probes, IReadOnlyList<PredictionLine> lines, Labels labels, EndpointMeans? means)
    {
        var (success, probeMean) = PredictionScores.Of(lines, labels, means);
        return new EstimatedReport(
            name,
            probes,
            success,
            PredictReport.LogTokensOf(lines, labels),
            PredictReport.LogCostOf(lines, labels),
            probeMean);
    }
}
