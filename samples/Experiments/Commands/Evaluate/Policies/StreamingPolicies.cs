using Eccos.Experiments.Scheduling;
using Eccos.Optimization;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>Makes schedulers that place queries one by one, as a host would have them.</summary>
/// <param name="settings">The window and the optimizer.</param>
/// <param name="pool">The endpoints.</param>
internal sealed class StreamingPolicies(EvaluateSettings settings, ModelPool pool)
{
    /// <summary>A scheduler over known predictions, which starts from those of the training queries when there are any.</summary>
    public IRoutingPolicy Create(PredictedQueries test, PredictedQueries? outOfFold, RoutingGoal goal, decimal? capacity) =>
        Create(new KnownPredictor(outOfFold is null ? [test] : [test, outOfFold]), outOfFold?.Queries ?? [], goal, capacity);

    /// <summary>A scheduler with a goal of its own, and the policy that asks it.</summary>
    /// <param name="predictor">Covers the pool.</param>
    /// <param name="references">Queries typical of those to come; may be empty.</param>
    /// <param name="goal">What the stream strives for; floor and budget hold on the average.</param>
    /// <param name="capacity">The workload limits of a window.</param>
    public IRoutingPolicy Create(IPredictor predictor, IEnumerable<Query> references, RoutingGoal goal, decimal? capacity)
    {
        var options = new EccosOptions { Goal = goal.For(1) };
        var limit = new ReplayOptions { Window = settings.Window, Capacity = capacity }.Limit(settings.Window, pool.Count);
        foreach (var endpoint in pool)
            options.Endpoints.Add(endpoint with { ConcurrencyLimit = limit ?? endpoint.ConcurrencyLimit });
        foreach (var query in references)
            options.Streaming.ReferenceQueries.Add(query);
        var online = new PriceDirectedOptimizer(new PriceDirectedOptions { Seed = settings.Source.Seed });
        return RoutingPolicies.Scheduler("Eccos", new EccosScheduler(options, predictor, settings.CreateOptimizer(), new() { OnlineOptimizer = online }), settings.Window);
    }
}
