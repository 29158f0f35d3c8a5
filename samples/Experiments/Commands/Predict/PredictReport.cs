using Eccos.Experiments.Files;
using Eccos.Experiments.Metrics;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Predict;

/// <summary>How well predictions agree with the labels.</summary>
internal sealed record PredictReport
{
    /// <summary>The trainer, or the file of the saved predictor.</summary>
    public required string Predictor { get; init; }

    /// <summary>The records in the training file; null when none was named.</summary>
    public required int? TrainingRecords { get; init; }

    public required int Queries { get; init; }

    /// <summary>Test queries whose very text stands in the training records; null without them.</summary>
    public required int? QueriesSeenInTraining { get; init; }

    /// <summary>Fitting, or loading.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Seconds per query, all endpoints together, on all processors.</summary>
    public required double PredictionSecondsPerQuery { get; init; }

    public required PredictionScore Success { get; init; }

    /// <summary>Logarithms of output tokens, of which the median is what is predicted; null when none are predicted or recorded.</summary>
    public required AmountScore? LogTokens { get; init; }

    /// <summary>Logarithms of costs; null when none are predicted or recorded.</summary>
    public required AmountScore? LogCost { get; init; }

    /// <summary>The success score of a predictor that knows the mean of each endpoint over the training records and nothing else; null without them.</summary>
    public required PredictionScore? EndpointMean { get; init; }

    /// <summary>The same of the endpoint that was left out of training; null when none was.</summary>
    public required EstimatedReport? NewEndpoint { get; init; }

    public static PredictReport Of(
        PredictorSource source,
        PreparedPredictor prepared,
        IReadOnlyList<Query> queries,
        IReadOnlyList<PredictionLine> lines,
        Labels labels,
        TimeSpan predictionTime)
    {
        var (success, endpointMean) = PredictionScores.Of(lines, labels, prepared.Means);
        var seen = prepared.Records?.Select(record => record.Query).ToHashSet(StringComparer.Ordinal);
        return new PredictReport
        {
            Predictor = source.Name,
            TrainingRecords = prepared.Records?.Count,
            Queries = queries.Count,
            QueriesSeenInTraining = seen is null ? null : queries.Count(query => seen.Contains(query.Text)),
            FitSeconds = prepared.FitTime.TotalSeconds,
            PredictionSecondsPerQuery = predictionTime.TotalSeconds / queries.Count,
            Success = success,
            LogTokens = LogTokensOf(lines, labels),
            LogCost = LogCostOf(lines, labels),
            EndpointMean = endpointMean,
            NewEndpoint = source.NewEndpoint is { } name ? EstimatedReport.Of(name, source.Probes, [.. lines.Where(line => line.Model == name)], labels, prepared.Means) : null,
        };
    }

    /// <summary>
    /// The score of log output tokens. What is scored is the median, whose logarithm is the median logarithm; the expectation, which follows the
    /// few long answers, stands in where a predictor gives no median.
    /// </summary>
    internal static AmountScore? LogTokensOf(IEnumerable<PredictionLine> lines, Labels labels) =>
        Amounts(lines, labels, line => line.OutputTokensMedian ?? line.OutputTokens, output => output.OutputTokens);

    /// <summary>The score of log costs, of which the expectation is predicted.</summary>
    internal static AmountScore? LogCostOf(IEnumerable<PredictionLine> lines, Labels labels) =>
        Amounts(lines, labels, line => line.CostUsd, output => output.CostUsd);

    private static AmountScore? Amounts(
        IEnumerable<PredictionLine> lines,
        Labels labels,
        Func<PredictionLine, double?> predicted,
        Func<Observations.QAServeOutput, double?> recorded) =>
        AmountScore.Of(lines.Select(line => (line.Model, predicted(line), labels.Find(line.QueryId, line.Model) is { } output ? recorded(output) : null)));
}
