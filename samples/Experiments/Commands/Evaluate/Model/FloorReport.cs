using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>A floor that was asked for under a workload limit.</summary>
/// <param name="Setting">batch or streaming.</param>
/// <param name="Capacity">The limit in even shares of a window; null for none.</param>
/// <param name="Record">How it held.</param>
internal sealed record FloorReport(string Setting, decimal? Capacity, FloorRecord Record);
