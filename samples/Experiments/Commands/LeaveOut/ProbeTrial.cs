using Eccos.Experiments.Predictors.NewEndpoints;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>One estimate of an endpoint that was left out.</summary>
/// <param name="Count">The number of probes.</param>
/// <param name="Choice">How they were taken.</param>
/// <param name="Probes">The probes.</param>
internal sealed record ProbeTrial(int Count, ProbeChoice Choice, IReadOnlyList<Probe> Probes)
{
    /// <summary>The trials of an endpoint: for each number of probes the chosen ones and some draws.</summary>
    public static IReadOnlyList<ProbeTrial> All(LeaveOutSettings settings, LeftOutEndpoint left, ExtensiblePredictor predictor) =>
    [
        .. settings.Probes.SelectMany(count => Enumerable.Range(0, settings.Draws)
            .Select(draw => new ProbeTrial(count, ProbeChoice.Random, left.Take(ProbeChoice.Random, count, settings.Seed + draw, predictor)))
            .Prepend(new ProbeTrial(count, ProbeChoice.Chosen, left.Take(ProbeChoice.Chosen, count, settings.Seed, predictor)))),
    ];

    /// <summary>What there is to say of every query by the probes alone: (sum + 1/2) / (n + 1).</summary>
    public double Mean => (Probes.Sum(probe => probe.Correct) + 0.5) / (Probes.Count + 1);
}
