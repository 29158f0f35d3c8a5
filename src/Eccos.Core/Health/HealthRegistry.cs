using System.Collections.Concurrent;

namespace Eccos;

/// <summary>The breakers of a scheduler's endpoints, by name. An endpoint that leaves the pool and comes back finds its breaker as it was.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class HealthRegistry(TimeProvider time, Action<EndpointHealth> changed)
{
    private readonly ConcurrentDictionary<string, EndpointBreaker> _breakers = new(StringComparer.Ordinal);
    private HealthOptions _options = new();

    /// <summary>Is told when the probe of an endpoint ends without news, so that another one may be.</summary>
    public Action? ProbeEnded { get; init; }

    public EndpointBreaker this[string endpoint] => _breakers.TryGetValue(endpoint, out var breaker) ? breaker : Add(endpoint);

    public void Configure(HealthOptions options)
    {
        Volatile.Write(ref _options, options);
        foreach (var breaker in _breakers.Values)
            breaker.Options = options;
    }

    private EndpointBreaker Add(string endpoint)
    {
        var breaker = _breakers.GetOrAdd(endpoint, new EndpointBreaker(endpoint, time, Volatile.Read(ref _options), changed) { ProbeEnded = ProbeEnded });

        // Options that changed meanwhile have passed over it.
        breaker.Options = Volatile.Read(ref _options);
        return breaker;
    }
}
