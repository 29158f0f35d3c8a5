namespace Eccos.Experiments.Baselines;

/// <summary>A simple way to choose endpoints, to stand beside a schedule.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="EndpointOf">The endpoint of the query at a place in the file.</param>
/// <param name="SingleEndpoint">The endpoint it sends everything to; null when it uses several.</param>
internal sealed record Baseline(string Name, Func<int, string> EndpointOf, string? SingleEndpoint = null)
{
    /// <summary>A baseline that sends everything to one endpoint.</summary>
    public static Baseline Single(string name, string endpoint) => new(name, _ => endpoint, endpoint);

    /// <summary>The endpoint of every query.</summary>
    public IEnumerable<(string Query, string Endpoint)> Choose(IReadOnlyList<Query> queries) => queries.Index().Select(entry => (entry.Item.Id, EndpointOf(entry.Index)));
}
