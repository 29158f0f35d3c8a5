namespace Eccos.QAServe;

/// <summary>The policies of an evaluation: Eccos, and what it is held against.</summary>
/// <remarks>
/// All of them keep the workload limits: one that finds an endpoint full takes the next by its own order. Those that decide query by query do the
/// same in a batch and one by one.
/// </remarks>
public static class RoutingPolicies
{
    private static readonly PredictedSuccess _predicted = new();

    /// <summary>A random endpoint.</summary>
    /// <param name="seed">Draws them.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy Random(int seed = 1) => new RankingPolicy("random", _predicted, new RandomRule(seed));

    /// <summary>One endpoint after another.</summary>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy RoundRobin() => new RankingPolicy("round robin", _predicted, new RoundRobinRule());

    /// <summary>The cheapest endpoint by its mean cost in training.</summary>
    /// <param name="means">What the training records say.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy Cheapest(EndpointMeans means)
    {
        ArgumentNullException.ThrowIfNull(means);
        return new RankingPolicy("cheapest", _predicted, FixedOrderRule.Ascending(means.CostUsd));
    }

    /// <summary>The endpoint of the highest mean score in training.</summary>
    /// <param name="means">What the training records say.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy BestSingle(EndpointMeans means)
    {
        ArgumentNullException.ThrowIfNull(means);
        return new RankingPolicy("best single", _predicted, FixedOrderRule.Ascending([.. means.Success.Select(mean => -mean)]));
    }

    /// <summary>The best mixture of two single endpoints that spends so much by the training means, drawn query by query.</summary>
    /// <param name="means">What the training records say, with a cost for every endpoint.</param>
    /// <param name="spendUsd">USD per query; at less than the cheapest costs, it is the cheapest alone.</param>
    /// <param name="seed">Draws which of the two.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy Mixture(EndpointMeans means, double spendUsd, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentOutOfRangeException.ThrowIfNegative(spendUsd);
        return new RankingPolicy("mixture of two", _predicted, new MixtureRule(means.Success, means.CostUsd, spendUsd, seed));
    }

    /// <summary>Cost first: the cheapest endpoint whose predicted success reaches a threshold, else the most likely to succeed; the published S3 in its terms here.</summary>
    /// <param name="threshold">The least success probability, 0 to 1.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy CostFirst(double threshold = 0.7)
    {
        ThrowIfNoProbability(threshold);
        return new RankingPolicy("S3-like", _predicted, new CheapestAboveRule(threshold));
    }

    /// <summary>Quality first: the endpoint most likely to succeed.</summary>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy QualityFirst() => new RankingPolicy("perception-only", _predicted, new BestFirstRule());

    /// <summary>Per-query utility a - t c.</summary>
    /// <param name="t">What a USD is worth in success probability, 0 or more.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy Utility(double t)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return new RankingPolicy("utility a - t c", _predicted, new UtilityRule(t));
    }

    /// <summary>The cheapest endpoint whose mean score on the nearest training queries reaches a threshold, else the best of them.</summary>
    /// <param name="trainingSet">The training records.</param>
    /// <param name="encoder">Gives the vectors by whose cosine queries are near.</param>
    /// <param name="neighbours">The training queries that count, 1 or more.</param>
    /// <param name="threshold">The least mean score, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The policy.</returns>
    public static async Task<IRoutingPolicy> NeighbourThresholdAsync(
        TrainingSet trainingSet,
        ITextEncoder encoder,
        int neighbours = 16,
        double threshold = 0.7,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ThrowIfNoProbability(threshold);
        var (features, means) = await ReadAsync(trainingSet, encoder, cancellationToken).ConfigureAwait(false);
        return new RankingPolicy($"{neighbours}-neighbour threshold", new NeighbourMeans(trainingSet, features, encoder, means, neighbours), new CheapestAboveRule(threshold));
    }

    /// <summary>The best endpoint of the cluster that a query's text lies in, by mean score in training.</summary>
    /// <param name="trainingSet">The training records.</param>
    /// <param name="encoder">Gives the vectors that are clustered.</param>
    /// <param name="clusters">k of k-means, 1 or more.</param>
    /// <param name="seed">Draws the first centres.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The policy.</returns>
    public static async Task<IRoutingPolicy> ClusterMeansAsync(TrainingSet trainingSet, ITextEncoder encoder, int clusters = 16, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        var (features, means) = await ReadAsync(trainingSet, encoder, cancellationToken).ConfigureAwait(false);
        return new RankingPolicy("cluster means", new ClusterMeans(trainingSet, features, encoder, means, clusters, seed, cancellationToken), new BestFirstRule());
    }

    /// <summary>Eccos by any optimizer, on the problem that a scheduler would solve.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="goal">What each batch strives for and keeps.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy Optimizer(string name, IOptimizer optimizer, RoutingGoal goal)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(goal);
        return new OptimizerPolicy(name, optimizer, goal);
    }

    /// <summary>Eccos with the best quality at a part of what another policy is predicted to spend on the same batch.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="other">The other policy.</param>
    /// <param name="share">The part of its spend, greater than 0.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy MatchedSpend(string name, IOptimizer optimizer, IRoutingPolicy other, double share = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        return new MatchedSpendPolicy(name, optimizer, other, share);
    }

    /// <summary>Eccos as a host runs it, one query at a time through a scheduler with its own predictor, ledger and limits.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="scheduler">The scheduler, used for one run alone; the caller disposes it.</param>
    /// <param name="inFlight">The queries that are answered at once: a lease is given back when so many others have come after it. 1 or more.</param>
    /// <param name="goal">What each query strives for; <see langword="null"/> for the scheduler's own goal.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy Scheduler(string name, IScheduler scheduler, int inFlight, RoutingGoal? goal = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentOutOfRangeException.ThrowIfLessThan(inFlight, 1);
        return new SchedulerPolicy(name, scheduler, inFlight, goal);
    }

    /// <summary>Perfect foresight: an optimizer that is given the labels. Nobody can run it; it shows how much there is to gain.</summary>
    /// <param name="outcomes">The labels.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="goal">What each batch strives for; <see langword="null"/> for the most correct answers at the least cost.</param>
    /// <returns>The policy.</returns>
    public static IRoutingPolicy Oracle(OutcomeTable outcomes, IOptimizer optimizer, RoutingGoal? goal = null)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(optimizer);
        return new OraclePolicy(outcomes, optimizer, goal ?? new RoutingGoal { QualityFloor = 1 });
    }

    private static async Task<(TextFeatures Features, EndpointMeans Means)> ReadAsync(TrainingSet trainingSet, ITextEncoder encoder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trainingSet);
        ArgumentNullException.ThrowIfNull(encoder);
        var features = await TextFeatures.EncodeAsync(encoder, [.. trainingSet.Records.Select(record => record.Query)], cancellationToken).ConfigureAwait(false);
        return (features, EndpointMeans.Of(trainingSet.Records, new ModelPool(trainingSet.Endpoints.Select(name => new Endpoint(name)))));
    }

    private static void ThrowIfNoProbability(double threshold)
    {
        if (!(threshold >= 0 && threshold <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold lies in [0, 1].");
    }
}
