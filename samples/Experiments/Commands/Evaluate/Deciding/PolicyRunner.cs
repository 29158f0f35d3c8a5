using Eccos.Experiments.Scheduling;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>Runs plans over queries.</summary>
/// <param name="settings">The orders.</param>
/// <param name="batches">The queries, to be decided in batches.</param>
/// <param name="stream">The same after a warm-up, to be decided one by one.</param>
/// <param name="warmUp">The queries of the warm-up.</param>
internal sealed class PolicyRunner(EvaluateSettings settings, RoutingReplay batches, RoutingReplay stream, int warmUp)
{
    /// <param name="settings">The orders.</param>
    /// <param name="pool">The endpoints.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="warmUp">Queries that come before them in a stream and are not counted; null for none.</param>
    public static PolicyRunner Of(EvaluateSettings settings, ModelPool pool, PredictedQueries queries, PredictedQueries? warmUp)
    {
        var batches = Replay(queries);
        return warmUp is null ? new PolicyRunner(settings, batches, batches, 0) : new PolicyRunner(settings, batches, Replay(PredictedQueries.Join(warmUp, queries)), warmUp.Queries.Count);

        RoutingReplay Replay(PredictedQueries of) => new(of.Queries, of.Prediction.Success, of.Costs(pool));
    }

    public async Task<IReadOnlyList<DecidedRun>> RunAsync(IReadOnlyList<PlannedRun> plans, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var decided = new List<DecidedRun>(plans.Count);
        foreach (var plan in plans)
        {
            var runs = new List<RoutingRun>(settings.Seeds);
            foreach (var order in settings.Orders(plan.Setting, plan.Capacity))
            {
                runs.Add(plan.Setting == RoutingSetting.Batch
                    ? await batches.RunAsync(plan.Create(), order, cancellationToken)
                    : await stream.RunAsync(plan.Create(), order with { WarmUp = warmUp }, cancellationToken));
                progress?.Report((decided.Count + ((double)runs.Count / settings.Seeds)) / plans.Count);
            }

            decided.Add(new DecidedRun(plan, runs));
        }

        return decided;
    }
}
