using Eccos.Experiments.Arguments;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Replay;

/// <summary>What the replay command prints as JSON.</summary>
/// <param name="Predictor">The predictor's name.</param>
/// <param name="Arrivals">How queries arrived.</param>
/// <param name="RatePerSecond">How many a second, as it was asked for; null for a trace.</param>
/// <param name="Floor">The quality floor.</param>
/// <param name="Capacity">The requests each endpoint takes at once; null for no limit.</param>
/// <param name="WhenFull">What happened when nothing was free.</param>
/// <param name="Seed">Drew arrivals and order.</param>
/// <param name="AssumedSpeeds">The speed assumed of each endpoint where no latency is recorded.</param>
/// <param name="Figures">How it went.</param>
internal sealed record ReplayReport(
    string Predictor,
    string Arrivals,
    double? RatePerSecond,
    double Floor,
    int? Capacity,
    string WhenFull,
    int Seed,
    IReadOnlyDictionary<string, EndpointSpeed> AssumedSpeeds,
    SimulationFigures Figures)
{
    public static ReplayReport Of(ReplaySettings settings, IReadOnlyDictionary<string, EndpointSpeed> speeds, SimulationFigures figures) => new(
        settings.Source.Name,
        EnumName.Of(settings.Arrivals.Kind),
        settings.Arrivals.Trace is null ? settings.Arrivals.Rate : null,
        settings.Floor,
        settings.Capacity,
        EnumName.Of(settings.WhenFull),
        settings.Source.Seed,
        speeds,
        figures);
}
