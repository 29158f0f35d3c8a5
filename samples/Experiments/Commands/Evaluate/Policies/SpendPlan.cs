using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>
/// Eccos with the best quality at a part of a baseline's spend: in a batch, of what it is predicted to spend on this very batch; in a stream, of what it is
/// predicted to spend per query.
/// </summary>
/// <param name="settings">The options of the run.</param>
/// <param name="decided">What the baselines decided; it is known what they are predicted to spend.</param>
/// <param name="streaming">Makes the schedulers of the streaming setting.</param>
/// <param name="forecast">What is predicted of the queries to decide, and of those that a stream starts from.</param>
internal sealed class SpendPlan(EvaluateSettings settings, IReadOnlyList<DecidedRun> decided, StreamingPolicies streaming, TestForecast forecast)
{
    private readonly IOptimizer _optimizer = settings.CreateOptimizer();

    public PlannedRun At(RunRole role, RoutingSetting setting, IRoutingPolicy baseline, double share)
    {
        var capacity = settings.Capacity.Factor;
        var goal = new RoutingGoal { Objective = Objective.BestQuality, BudgetUsdPerQuery = share * SpendOf(baseline.Name) };
        return new PlannedRun(
            role,
            setting,
            capacity,
            () => setting == RoutingSetting.Batch ? RoutingPolicies.MatchedSpend("Eccos", _optimizer, baseline, share) : streaming.Create(forecast.Test, forecast.OutOfFold, goal, capacity),
            baseline.Name,
            share);
    }

    private double SpendOf(string baseline) =>
        decided.Single(run => run.Plan.Setting == RoutingSetting.Streaming && run.Runs[0].Policy == baseline).Runs.Average(run => run.PredictedCostUsd);
}
