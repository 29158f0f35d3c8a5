using Eccos.Experiments.Arguments;

namespace Eccos.Experiments.Commands.Route;

/// <summary>The options of a run, as the command line would give them; those of probes are null without a new endpoint.</summary>
internal sealed record RouteOptionsReport(
    string? Train,
    string Test,
    string? Models,
    string? Predictor,
    string? Model,
    string? NewEndpoint,
    int? Probes,
    string? ProbeChoice,
    string Optimizer,
    string Objective,
    double? Floor,
    double? Budget,
    string Capacity,
    string Batch,
    string Order,
    string WhenInfeasible,
    double Gap,
    double TimeLimit,
    string Setting,
    int Orders,
    int Seed,
    string Out)
{
    public static RouteOptionsReport Of(RouteSettings settings) => new(
        settings.Source.Train?.ToString(),
        settings.Test.ToString(),
        settings.Source.Models?.ToString(),
        settings.Source.Predictor,
        settings.Source.Model?.ToString(),
        settings.Source.NewEndpoint,
        settings.Source.NewEndpoint is null ? null : settings.Source.Probes,
        settings.Source.NewEndpoint is null ? null : EnumName.Of(settings.Source.ProbeChoice),
        settings.Optimizer,
        EnumName.Of(settings.Objective),
        settings.Floor,
        settings.Budget,
        settings.Capacity.ToString(),
        settings.Batch.ToString(),
        EnumName.Of(settings.Order),
        EnumName.Of(settings.WhenInfeasible),
        settings.Gap,
        settings.TimeLimitSeconds,
        EnumName.Of(settings.Setting),
        settings.Orders,
        settings.Source.Seed,
        settings.Out.ToString());
}
