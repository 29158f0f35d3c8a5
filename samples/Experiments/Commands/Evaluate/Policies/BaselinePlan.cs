using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>The baselines in both settings.</summary>
internal static class BaselinePlan
{
    public static IReadOnlyList<PlannedRun> Create(EvaluateSettings settings, BaselinePolicies baselines) =>
    [
        .. Enum.GetValues<RoutingSetting>().SelectMany(setting =>
            baselines.All.Select(policy => new PlannedRun(RunRole.Baseline, setting, settings.Capacity.Factor, () => policy))),
    ];
}
