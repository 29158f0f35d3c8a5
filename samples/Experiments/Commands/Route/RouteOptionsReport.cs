using Eccos.Experiments.Arguments;

namespace Eccos.Experiments.Commands.Route;

/// <summary>The options of a run, as the command line would give them.</summary>
internal sealed record RouteOptionsReport(
    string Train,
    string Test,
    string? Models,
    string Predictor,
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
    int Seed,
    string Out)
{
    public static RouteOptionsReport Of(RouteSettings settings) => new(
        settings.Train.ToString(),
        settings.Test.ToString(),
        settings.Models?.ToString(),
        settings.Predictor,
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
        settings.Seed,
        settings.Out.ToString());
}
