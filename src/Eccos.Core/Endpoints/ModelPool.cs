using System.Collections;
using System.Collections.Frozen;

namespace Eccos;

/// <summary>The ordered set of endpoints that queries are scheduled over; j of the formulation is an endpoint's place in it.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class ModelPool : IReadOnlyList<Endpoint>
{
    private readonly Endpoint[] _endpoints;
    private readonly FrozenDictionary<string, int> _indices;

    /// <summary>Makes a pool of endpoints.</summary>
    /// <param name="endpoints">At least one endpoint, with names that differ, and prices and limits in range.</param>
    /// <exception cref="ArgumentException">The pool is empty, a name stands twice, or a value is out of range; the message lists all of it.</exception>
    public ModelPool(IEnumerable<Endpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _endpoints = [.. endpoints];
        var breaches = EndpointRules.Breaches(_endpoints);
        if (breaches.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, breaches), nameof(endpoints));

        _indices = _endpoints.Index().ToFrozenDictionary(entry => entry.Item.Name, entry => entry.Index, StringComparer.Ordinal);
        Names = Array.AsReadOnly(Array.ConvertAll(_endpoints, endpoint => endpoint.Name));
    }

    /// <summary>The endpoints' names, in pool order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int Count => _endpoints.Length;

    /// <inheritdoc/>
    public Endpoint this[int index] => _endpoints[index];

    /// <summary>The place of an endpoint in the pool.</summary>
    /// <param name="name">The endpoint's name.</param>
    /// <param name="index">Its place, 0 to <see cref="Count"/> - 1; -1 when the pool lacks it.</param>
    /// <returns>Whether the pool holds the endpoint.</returns>
    public bool TryGetIndex(string name, out int index)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_indices.TryGetValue(name, out index))
            return true;
        index = -1;
        return false;
    }

    /// <summary>Whether another pool has the same endpoints in the same order.</summary>
    internal bool SaysTheSameAs(ModelPool other) => Count == other.Count && _endpoints.Zip(other._endpoints).All(pair => pair.First.SaysTheSameAs(pair.Second));

    /// <inheritdoc/>
    public IEnumerator<Endpoint> GetEnumerator() => ((IEnumerable<Endpoint>)_endpoints).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
