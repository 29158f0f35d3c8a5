using Eccos.Experiments.Predictors.NewEndpoints;

namespace Eccos.Experiments.Predictors;

/// <summary>Where a command's predictor comes from: fitted to records, or loaded from a file.</summary>
internal sealed record PredictorSource
{
    /// <summary>The records to fit on; beside a loaded predictor, to compare with; null for none.</summary>
    public required FileInfo? Train { get; init; }

    /// <summary>The endpoint cards; null for none.</summary>
    public required FileInfo? Models { get; init; }

    /// <summary>The trainer's name; null when the predictor is loaded.</summary>
    public required string? Predictor { get; init; }

    /// <summary>The file to load; null when the predictor is fitted.</summary>
    public required FileInfo? Model { get; init; }

    /// <summary>The endpoint that is left out of training; null for none.</summary>
    public required string? NewEndpoint { get; init; }

    /// <summary>The outcomes of it that the predictor is told.</summary>
    public required int Probes { get; init; }

    public required ProbeChoice ProbeChoice { get; init; }

    public required int Seed { get; init; }

    /// <summary>What the predictor is called in reports.</summary>
    public string Name => Predictor ?? Model!.Name;

    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => this switch
    {
        { Predictor: null, Model: null } => "Option '--predictor' is required, or '--model' with the file of a saved one.",
        { Predictor: not null, Model: not null } => "--predictor and --model exclude each other: a predictor is fitted or loaded.",
        { Model: null, Train: null } => "Option '--train' is required: --predictor is fitted to its records.",
        { Model: not null, NewEndpoint: not null } => "--new-endpoint and --model exclude each other: the endpoint is left out of a fit, so --predictor and --train are needed.",
        { NewEndpoint: null, Probes: > 0 } => "--probes needs --new-endpoint, which names the endpoint that they are of.",
        _ => null,
    };
}
