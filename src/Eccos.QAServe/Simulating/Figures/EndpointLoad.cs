namespace Eccos.QAServe;

/// <summary>What an endpoint did in a simulation.</summary>
/// <param name="Name">The endpoint.</param>
/// <param name="Queries">The queries it served.</param>
/// <param name="Limit">The requests it takes at once; <see langword="null"/> for no limit.</param>
/// <param name="MeanInService">The requests it was serving on average over the whole time.</param>
/// <param name="MostInService">The most it was serving at once.</param>
public sealed record EndpointLoad(string Name, int Queries, int? Limit, double MeanInService, int MostInService)
{
    /// <summary>The part of its slots that was in use on average; <see langword="null"/> without a limit.</summary>
    public double? Utilisation => Limit is { } limit ? MeanInService / limit : null;

    /// <param name="endpoint">The endpoint.</param>
    /// <param name="served">The queries it served.</param>
    /// <param name="span">The whole time.</param>
    internal static EndpointLoad Of(Endpoint endpoint, IReadOnlyList<SimulatedQuery> served, TimeSpan span)
    {
        var busy = served.Sum(query => query.Service.TotalSeconds);
        return new EndpointLoad(endpoint.Name, served.Count, endpoint.ConcurrencyLimit, span == TimeSpan.Zero ? 0 : busy / span.TotalSeconds, Most(served));
    }

    // A service that ends when another begins has made room for it.
    private static int Most(IReadOnlyList<SimulatedQuery> served)
    {
        var (now, most) = (0, 0);
        foreach (var change in served.SelectMany(query => new[] { (At: query.Decided, By: 1), (At: query.Finished, By: -1) }).OrderBy(change => change.At).ThenBy(change => change.By))
            most = Math.Max(most, now += change.By);
        return most;
    }
}
