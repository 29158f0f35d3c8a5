using Eccos.Experiments.Commands.Predict;
using Eccos.Experiments.Files;
using Eccos.Experiments.Records;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.CrossValidate;

/// <summary>How well a predictor does on queries it never saw, over all parts of a file.</summary>
internal sealed record CrossValidateReport
{
    /// <summary>The trainer.</summary>
    public required string Predictor { get; init; }

    public required int Folds { get; init; }

    public required int Queries { get; init; }

    /// <summary>All pairs together.</summary>
    public required PredictionScore Success { get; init; }

    /// <summary>The same of the means of each endpoint over the records that each predictor was fitted to.</summary>
    public required PredictionScore EndpointMean { get; init; }

    /// <summary>The mean log-loss of the predictor less that of the endpoint means; negative is better.</summary>
    public required double LogLossDifference { get; init; }

    /// <summary>Its standard error over queries.</summary>
    public required double LogLossDifferenceSe { get; init; }

    /// <summary>Logarithms of output tokens; null when none are predicted or recorded.</summary>
    public required AmountScore? LogTokens { get; init; }

    /// <summary>Logarithms of costs; null when none are predicted or recorded.</summary>
    public required AmountScore? LogCost { get; init; }

    /// <param name="settings">The arguments.</param>
    /// <param name="lines">The predictions of all records, those of a query one after another.</param>
    /// <param name="means">The endpoint means that go with each line.</param>
    /// <param name="labels">What came of it.</param>
    public static CrossValidateReport Of(CrossValidateSettings settings, IReadOnlyList<PredictionLine> lines, IReadOnlyList<EndpointMeans> means, Labels labels)
    {
        var (predictor, endpointMean) = (new PredictionScorer(), new PredictionScorer());
        var differences = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (line, mean) in lines.Zip(means))
        {
            if (labels.Find(line.QueryId, line.Model) is not { } output)
                continue;
            var known = mean.SuccessOf(line.Model)!.Value;
            predictor.Add(line.Model, line.Success, output.Correct);
            endpointMean.Add(line.Model, known, output.Correct);
            differences[line.QueryId] = differences.GetValueOrDefault(line.QueryId)
                + LogLoss(line.Success, output.Correct) - LogLoss(known, output.Correct);
        }

        var pairs = predictor.Score().Pairs;
        var average = differences.Values.Average();
        var deviation = Math.Sqrt(differences.Values.Sum(value => (value - average) * (value - average)) / Math.Max(differences.Count - 1, 1));
        return new CrossValidateReport
        {
            Predictor = settings.Predictor,
            Folds = settings.Folds,
            Queries = differences.Count,
            Success = predictor.Score(),
            EndpointMean = endpointMean.Score(),
            LogLossDifference = differences.Values.Sum() / pairs,
            LogLossDifferenceSe = deviation * Math.Sqrt(differences.Count) / pairs,
            LogTokens = PredictReport.LogTokensOf(lines, labels),
            LogCost = PredictReport.LogCostOf(lines, labels),
        };
    }

    /// <summary>The log-loss of one pair in nats, with the probability kept where <see cref="PredictionScorer"/> keeps it.</summary>
    private static double LogLoss(double probability, double label)
    {
        var q = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        return -(label * Math.Log(q)) - ((1 - label) * Math.Log(1 - q));
    }
}
