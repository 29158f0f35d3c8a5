using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>A policy after its decisions.</summary>
/// <param name="Plan">What was to be run.</param>
/// <param name="Runs">What was decided, one for each order.</param>
internal sealed record DecidedRun(PlannedRun Plan, IReadOnlyList<RoutingRun> Runs);
