using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>All figures of an evaluation, as evaluation.json holds them.</summary>
internal sealed record EvaluationReport
{
    public required string Version { get; init; }

    public required EvaluationOptionsReport Options { get; init; }

    public required int TrainingRecords { get; init; }

    public required int Queries { get; init; }

    /// <summary>Test queries whose very text stands in the training records.</summary>
    public required int QueriesSeenInTraining { get; init; }

    /// <summary>Every endpoint alone on the test records.</summary>
    public required IReadOnlyList<SingleReport> Endpoints { get; init; }

    public required PredictionScore Success { get; init; }

    /// <summary>The success score of a predictor that knows the mean of each endpoint over the training records and nothing else.</summary>
    public required PredictionScore EndpointMean { get; init; }

    public required IReadOnlyList<CalibrationBin> Reliability { get; init; }

    public required FrontierReport Frontier { get; init; }

    /// <summary>Batch and streaming.</summary>
    public required IReadOnlyList<SettingReport> Settings { get; init; }

    public required IReadOnlyList<FloorReport> Floors { get; init; }

    public required OverheadReport Overhead { get; init; }
}
