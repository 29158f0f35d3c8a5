using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.Experiments.Predictors;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>What scheduling takes of a query's time, prediction included. Measured on this machine in this run; nothing else depends on it.</summary>
/// <param name="PredictionSecondsPerQuery">The predictor, window by window.</param>
/// <param name="BatchSecondsPerQuery">The optimizer, window by window.</param>
/// <param name="StreamingSecondsPerQuery">One query at a time through a scheduler: prediction, choice and lease together.</param>
internal sealed record SchedulingTime(double PredictionSecondsPerQuery, double BatchSecondsPerQuery, double StreamingSecondsPerQuery)
{
    /// <summary>Measures the streaming setting with the predictor itself, and takes the rest from what has been run.</summary>
    public static async Task<SchedulingTime> MeasureAsync(
        EvaluateSettings settings,
        PreparedPredictor prepared,
        TestForecast forecast,
        IReadOnlyList<DecidedRun> eccos,
        CancellationToken cancellationToken)
    {
        var goal = new RoutingGoal { QualityFloor = eccos.First(run => run.Plan.Role == RunRole.FloorSweep).Plan.Asked };
        var policy = new StreamingPolicies(settings, prepared.Pool).Create(prepared.Predictor, [], goal, settings.Capacity.Factor);
        var replay = new RoutingReplay(forecast.Queries, forecast.Prediction.Success, forecast.CostUsd);
        var alone = await replay.RunAsync(policy, settings.Orders(RoutingSetting.Streaming, settings.Capacity.Factor).First(), cancellationToken);
        var batches = eccos.Where(run => run.Plan is { Role: RunRole.FloorSweep, Setting: RoutingSetting.Batch }).SelectMany(run => run.Runs).ToList();
        double n = forecast.Queries.Count;
        return new SchedulingTime(forecast.PredictionTime.TotalSeconds / n, batches.Average(run => run.DecisionTime.TotalSeconds) / n, alone.DecisionTime.TotalSeconds / n);
    }
}
