namespace Eccos;

/// <summary>What a query asks of an endpoint, beside what is free there.</summary>
internal static class Eligibility
{
    /// <summary>The first rule of the query that the endpoint breaks; null when it may serve the query.</summary>
    public static EndpointVerdict? Breach(Query query, Endpoint endpoint, double success, double tokens)
    {
        if (query.AllowedEndpoints is { } allowed && !allowed.Contains(endpoint.Name, StringComparer.Ordinal))
            return EndpointVerdict.NotAllowed;
        if (query.RequiredTags.Count > 0 && !query.RequiredTags.All(endpoint.HasTag))
            return EndpointVerdict.LacksTag;
        if (endpoint.ContextWindow is { } window && tokens > window)
            return EndpointVerdict.TooLong;
        return query.MinimumSuccess is { } minimum && success < minimum ? EndpointVerdict.BelowMinimum : null;
    }
}
