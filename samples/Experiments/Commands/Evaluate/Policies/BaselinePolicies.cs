using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>What Eccos is held against. All that these policies know comes from the training records and from the predictions.</summary>
internal sealed class BaselinePolicies
{
    private BaselinePolicies(IReadOnlyList<IRoutingPolicy> all) => All = all;

    /// <summary>The policies; none of them keeps state.</summary>
    public IReadOnlyList<IRoutingPolicy> All { get; }

    /// <summary>The published-style ones.</summary>
    public IEnumerable<IRoutingPolicy> Published => All.Where(policy => PublishedBaselines.Names.Contains(policy.Name));

    /// <param name="training">The training records.</param>
    /// <param name="means">What they say of each endpoint, costs included.</param>
    /// <param name="encoder">Gives the text features of neighbours and clusters.</param>
    /// <param name="seed">Seeds the random one, the mixture and the clusters.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static async Task<BaselinePolicies> CreateAsync(TrainingSet training, EndpointMeans means, ITextEncoder encoder, int seed, CancellationToken cancellationToken)
    {
        // What round robin spends is the spend at which mixture and utility are compared with it.
        var evenSpend = means.CostUsd.Average();
        return new BaselinePolicies(
        [
            RoutingPolicies.Random(seed),
            RoutingPolicies.RoundRobin(),
            RoutingPolicies.Cheapest(means),
            RoutingPolicies.BestSingle(means),
            RoutingPolicies.Mixture(means, evenSpend, seed),
            RoutingPolicies.CostFirst(),
            RoutingPolicies.QualityFirst(),
            await RoutingPolicies.NeighbourThresholdAsync(training, encoder, cancellationToken: cancellationToken),
            RoutingPolicies.Utility(0.1 / evenSpend),
            await RoutingPolicies.ClusterMeansAsync(training, encoder, seed: seed, cancellationToken: cancellationToken),
        ]);
    }
}
