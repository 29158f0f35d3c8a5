using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.Experiments.Predictors;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>What scheduling takes of a query's time. Measured on this machine in this run; nothing else depends on it.</summary>
/// <param name="Prediction">The predictor, window by window.</param>
/// <param name="Batch">The optimizer, window by window, as Eccos is held to the claim.</param>
/// <param name="Streaming">One query at a time through a scheduler with such a budget: prediction, choice and lease together.</param>
/// <param name="FloorsReached">The optimizer in the sweep of floors, where the floor was reached; null when none was.</param>
/// <param name="FloorsRelaxed">The same where it was out of reach and gave way; null when none was.</param>
internal sealed record SchedulingTime(QueryTime Prediction, QueryTime Batch, QueryTime Streaming, QueryTime? FloorsReached, QueryTime? FloorsRelaxed)
{
    // What is predicted of a whole run may lie this little below its floor, by the windows' rounding and the solver's tolerance.
    private const double FloorTolerance = 1e-4;

    /// <summary>Measures the streaming setting with the predictor itself, and takes the rest from what has been run.</summary>
    public static async Task<SchedulingTime> MeasureAsync(
        EvaluateSettings settings,
        PreparedPredictor prepared,
        TestForecast forecast,
        IReadOnlyList<DecidedRun> eccos,
        CancellationToken cancellationToken)
    {
        var claims = eccos.Where(run => run.Plan.Role == RunRole.Claim).ToList();

        // Against the neighbours' threshold the time of their search would count, and it is not a part of scheduling by Eccos.
        var batch = claims.Where(run => run.Plan is { Setting: RoutingSetting.Batch, Against: not PublishedBaselines.Neighbours }).SelectMany(run => run.Runs);
        var budget = claims.First(run => run.Plan.Setting == RoutingSetting.Streaming).Runs[0].PredictedCostUsd;
        var goal = new RoutingGoal { Objective = Objective.BestQuality, BudgetUsdPerQuery = budget };
        var policy = new StreamingPolicies(settings, prepared.Pool).Create(prepared.Predictor, [], goal, settings.Capacity.Factor);
        var replay = new RoutingReplay(forecast.Queries, forecast.Prediction.Success, forecast.CostUsd);

        // The first placement pays for what is made on first use, once in the life of a host.
        var order = settings.Orders(RoutingSetting.Streaming, settings.Capacity.Factor).First() with { WarmUp = Math.Min(1, forecast.Queries.Count - 1) };
        var alone = await replay.RunAsync(policy, order, cancellationToken);
        var floors = eccos.Where(run => run.Plan is { Role: RunRole.FloorSweep, Setting: RoutingSetting.Batch })
            .SelectMany(run => run.Runs, (decided, run) => (Reached: run.PredictedSuccess >= decided.Plan.Asked - FloorTolerance, Run: run))
            .ToLookup(entry => entry.Reached, entry => entry.Run);
        return new SchedulingTime(QueryTime.Of(forecast.PredictionTimes)!, QueryTime.Of(batch)!, QueryTime.Of([alone])!, QueryTime.Of(floors[true]), QueryTime.Of(floors[false]));
    }
}
