using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>The part of a baseline's predicted spend that Eccos is given against it.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Baseline">The baseline.</param>
/// <param name="Share">The part.</param>
/// <param name="Chance">The chance, by the training records, that the paper's claim holds at it; null when there was nothing to rehearse on, or the baseline is free.</param>
internal sealed record RehearsedShare(RoutingSetting Setting, string Baseline, double Share, double? Chance);
