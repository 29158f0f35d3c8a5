using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>Perfect foresight in both settings: the only plan that is made when the labels have been read.</summary>
internal static class OraclePlan
{
    public static IReadOnlyList<PlannedRun> Create(EvaluateSettings settings, OutcomeTable outcomes)
    {
        var optimizer = settings.CreateOptimizer();
        return
        [
            .. Enum.GetValues<RoutingSetting>().Select(setting =>
                new PlannedRun(RunRole.Oracle, setting, settings.Capacity.Factor, () => RoutingPolicies.Oracle(outcomes, optimizer))),
        ];
    }
}
