using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>One setting under workload limits.</summary>
/// <param name="Setting">batch or streaming.</param>
/// <param name="Policies">The baselines and the oracle.</param>
/// <param name="Comparisons">Eccos against each published-style baseline.</param>
/// <param name="Curve">Eccos over its budgets: cost and success.</param>
internal sealed record SettingReport(string Setting, IReadOnlyList<PolicyReport> Policies, IReadOnlyList<ComparisonReport> Comparisons, IReadOnlyList<SpendingPoint> Curve);
