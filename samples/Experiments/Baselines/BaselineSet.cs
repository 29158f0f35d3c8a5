using Eccos.QAServe;

namespace Eccos.Experiments.Baselines;

/// <summary>The baselines. What they know of the endpoints comes from the training records, as it would for a host.</summary>
internal static class BaselineSet
{
    public const string BestSingle = "best single endpoint";

    /// <param name="pool">The endpoints.</param>
    /// <param name="means">What the training records say of them; null when there are none, and only what needs no knowledge is left.</param>
    public static IReadOnlyList<Baseline> Create(ModelPool pool, EndpointMeans? means)
    {
        var roundRobin = new Baseline("round robin", i => pool[i % pool.Count].Name);
        if (means is null)
            return [roundRobin];

        var best = Enumerable.Range(0, pool.Count).MaxBy(j => means.Success[j]);
        List<Baseline> baselines = [Baseline.Single(BestSingle, pool[best].Name)];

        // Without a single recorded cost nobody knows which endpoint is cheapest.
        int[] priced = [.. Enumerable.Range(0, pool.Count).Where(j => !double.IsNaN(means.CostUsd[j]))];
        if (priced.Length > 0)
            baselines.Add(Baseline.Single("cheapest endpoint", pool[priced.MinBy(j => means.CostUsd[j])].Name));
        baselines.Add(roundRobin);
        return baselines;
    }
}
