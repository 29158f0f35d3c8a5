using Eccos.Experiments.Files;
using Eccos.Experiments.Records;
using Eccos.QAServe;

namespace Eccos.Experiments.Metrics;

/// <summary>Scores lines of predictions against labels.</summary>
internal static class PredictionScores
{
    /// <summary>Scores predictions and, over the same pairs, the means of the endpoints; null where none are known.</summary>
    public static (PredictionScore Predictor, PredictionScore? EndpointMean) Of(IEnumerable<PredictionLine> lines, Labels labels, EndpointMeans? means)
    {
        var (predictor, endpointMean) = (new PredictionScorer(), new PredictionScorer());
        foreach (var line in lines)
        {
            if (labels.Find(line.QueryId, line.Model) is not { } output)
                continue;
            predictor.Add(line.Model, line.Success, output.Correct);
            if (means?.SuccessOf(line.Model) is { } mean)
                endpointMean.Add(line.Model, mean, output.Correct);
        }

        return (predictor.Score(), means is null ? null : endpointMean.Score());
    }
}
