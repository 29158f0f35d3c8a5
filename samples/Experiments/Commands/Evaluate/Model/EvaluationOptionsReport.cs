namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>The options of a run, as evaluation.json names them.</summary>
internal sealed record EvaluationOptionsReport(
    string Train,
    string Test,
    string? Models,
    string Predictor,
    string Optimizer,
    string Capacity,
    int Window,
    int Seeds,
    int BootstrapSamples,
    int Seed,
    double SecondsToFirstToken,
    double OutputTokensPerSecond)
{
    public static EvaluationOptionsReport Of(EvaluateSettings settings) => new(
        settings.Source.Train!.Name,
        settings.Test.Name,
        settings.Source.Models?.Name,
        settings.Source.Name,
        settings.Optimizer,
        settings.Capacity.ToString(),
        settings.Window,
        settings.Seeds,
        settings.Samples,
        settings.Source.Seed,
        settings.Speed.SecondsToFirstToken,
        settings.Speed.OutputTokensPerSecond);
}
