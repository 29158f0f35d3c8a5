using Eccos.Experiments.Commands.Route.Floors;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Route;

/// <summary>What report.json holds. Costs are in USD per query unless a name says otherwise; times in seconds.</summary>
internal sealed record RouteReport
{
    /// <summary>The version of Eccos.</summary>
    public required string Version { get; init; }

    /// <summary>Every option of the command line, those left to their defaults included.</summary>
    public required RouteOptionsReport Options { get; init; }

    /// <summary>The least average success probability asked for; null for none.</summary>
    public required double? Floor { get; init; }

    /// <summary>How the floor held in every order and as it was compared; empty for a single order.</summary>
    public required IReadOnlyList<FloorReport> Floors { get; init; }

    /// <summary>The records in the training file; null when none was named.</summary>
    public required int? TrainingRecords { get; init; }

    public required int Queries { get; init; }

    /// <summary>Test queries whose very text stands in the training records: the figures flatter by them. Null without a training file.</summary>
    public required int? QueriesSeenInTraining { get; init; }

    /// <summary>Queries that no endpoint serves: they have no line in decisions.jsonl.</summary>
    public required int Undecided { get; init; }

    /// <summary>Decided queries whose chosen endpoint has no record on them; they count in no realised figure.</summary>
    public required int UnknownOutcomes { get; init; }

    /// <summary>Decided queries whose record states no cost; they count as 0 USD in the realised cost.</summary>
    public required int UnknownCosts { get; init; }

    /// <summary>The mean score of the decided queries by their labels; null when nothing is known.</summary>
    public required double? RealisedSuccess { get; init; }

    public required double? RealisedCostUsd { get; init; }

    /// <summary>The mean success probability that was expected of the decided queries; null when there are none.</summary>
    public required double? PredictedSuccess { get; init; }

    public required double? PredictedCostUsd { get; init; }

    /// <summary>Batches whose realised success lies below the floor.</summary>
    public required int BatchesBelowFloor { get; init; }

    /// <summary>How far they lie below it on average; 0 when none does.</summary>
    public required double MeanShortfall { get; init; }

    public required double FitSeconds { get; init; }

    /// <summary>Prediction and decision together, per query.</summary>
    public required double ScheduleSecondsPerQuery { get; init; }

    public required double PredictionSecondsPerQuery { get; init; }

    public required double DecisionSecondsPerQuery { get; init; }

    /// <summary>The query x endpoint pairs that have a label.</summary>
    public required int Pairs { get; init; }

    public required double? LogLoss { get; init; }

    public required double? Brier { get; init; }

    /// <summary>The mean over endpoints of the area under the ROC curve of each.</summary>
    public required double? AucWithinEndpoint { get; init; }

    public required double? Ece { get; init; }

    /// <summary>The same of a predictor that knows the mean of each endpoint over the training records and nothing else; null without them.</summary>
    public required PredictionScore? EndpointMean { get; init; }

    public required IReadOnlyList<BaselineReport> Baselines { get; init; }

    public required IReadOnlyList<EndpointReport> Endpoints { get; init; }

    public required IReadOnlyList<BatchReport> Batches { get; init; }
}
