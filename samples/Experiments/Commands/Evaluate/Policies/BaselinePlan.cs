using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>Baselines in both settings.</summary>
internal static class BaselinePlan
{
    public static IReadOnlyList<PlannedRun> Create(EvaluateSettings settings, IEnumerable<IRoutingPolicy> baselines) =>
    [
        .. Enum.GetValues<RoutingSetting>().SelectMany(setting =>
            baselines.Select(policy => new PlannedRun(RunRole.Baseline, setting, settings.Capacity.Factor, () => policy))),
    ];
}
