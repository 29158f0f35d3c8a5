using static System.FormattableString;

namespace Eccos;

/// <summary>What a decision must satisfy to be written, read and made again.</summary>
internal static class DecisionRules
{
    /// <summary>The first field that breaks a rule, and how; null when all is well.</summary>
    public static (string Field, string Problem)? FirstBreach(DecisionRecord decision)
    {
        if (string.IsNullOrEmpty(decision.QueryId))
            return ("query_id", "is empty; a decision names its query.");
        if (decision.Endpoints.Count == 0)
            return ("endpoints", "is empty; a decision is over one endpoint or more.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var j = 0; j < decision.Endpoints.Count; j++)
        {
            if (decision.Endpoints[j] is not { } endpoint)
                return ($"endpoints[{j}]", "is null.");
            if (FirstBreach(endpoint) is { } breach)
                return ($"endpoints[{j}].{breach.Field}", breach.Problem);
            if (!names.Add(endpoint.Name))
                return ($"endpoints[{j}].name", $"is '{endpoint.Name}', which stands twice.");
        }

        if (decision.Endpoint is { } serves && !names.Contains(serves))
            return ("endpoint", $"is '{serves}', which is not among the endpoints.");
        if (decision.Observed is { } observed && Unknown(observed, names) is { } unknown)
            return unknown;
        if (decision.Stream is { } stream && !IsAmount(stream.ErrorWeight))
            return ("stream.error_weight", Invariant($"is {stream.ErrorWeight}; it is finite and at least 0."));
        if (decision.Stream?.Prices is { } prices && FirstBreach(prices, names.Count) is { } wrong)
            return wrong;
        return decision.Batch is { } batch ? FirstBreach(batch, names.Count) : null;
    }

    private static (string Field, string Problem)? FirstBreach(ConsideredEndpoint endpoint)
    {
        if (string.IsNullOrWhiteSpace(endpoint.Name))
            return ("name", "is empty.");
        if (!(endpoint.SuccessProbability is >= 0 and <= 1))
            return ("success_probability", Invariant($"is {endpoint.SuccessProbability}; it lies in [0, 1]."));
        if (!IsAmount(endpoint.StandardError))
            return ("standard_error", Invariant($"is {endpoint.StandardError}; it is finite and at least 0."));
        if (!IsAmount(endpoint.CostUsd))
            return ("cost_usd", Invariant($"is {endpoint.CostUsd}; it is finite and at least 0 USD."));
        return IsAmount(endpoint.Tokens) ? null : ("tokens", Invariant($"is {endpoint.Tokens}; it is finite and at least 0."));
    }

    private static (string Field, string Problem)? Unknown(ObservedChoice observed, HashSet<string> names)
    {
        if (!names.Contains(observed.HostEndpoint))
            return ("observed.host_endpoint", $"is '{observed.HostEndpoint}', which is not among the endpoints.");
        return observed.Endpoint is { } own && !names.Contains(own) ? ("observed.endpoint", $"is '{own}', which is not among the endpoints.") : null;
    }

    private static (string Field, string Problem)? FirstBreach(in OnlinePrices prices, int endpoints) => prices.EndpointPrices.Length == endpoints
        ? null
        : ("stream.prices.endpoint_prices", $"has {prices.EndpointPrices.Length} entries; there are {endpoints} endpoints.");

    private static (string Field, string Problem)? FirstBreach(BatchPlace batch, int endpoints)
    {
        if (string.IsNullOrEmpty(batch.Id))
            return ("batch.id", "is empty; it names the batch.");
        if (batch.Queries < 1)
            return ("batch.queries", Invariant($"is {batch.Queries}; a batch has 1 query or more."));
        if (batch.Index < 0 || batch.Index >= batch.Queries)
            return ("batch.index", Invariant($"is {batch.Index}; of {batch.Queries} queries it is 0 to {batch.Queries - 1}."));
        if ((batch.Conditions is not null) != (batch.Index == 0))
            return ("batch.conditions", batch.Index == 0 ? "is missing; the record of the first query carries what its batch was decided by." : "is there; the record of the first query alone carries what its batch was decided by.");
        return batch.Conditions is { } conditions ? FirstBreach(conditions, batch.Queries, endpoints) : null;
    }

    private static (string Field, string Problem)? FirstBreach(BatchConditions conditions, int queries, int endpoints)
    {
        foreach (var (name, count) in new[]
        {
            ("free_requests", conditions.FreeRequests?.Count),
            ("free_tokens", conditions.FreeTokens?.Count),
            ("minimum_shares", conditions.MinimumShares?.Count),
            ("maximum_shares", conditions.MaximumShares?.Count),
        })
        {
            if (count is { } entries && entries != endpoints)
                return ($"batch.conditions.{name}", $"has {entries} entries; there are {endpoints} endpoints.");
        }

        if (conditions.Groups?.Contains(null!) == true)
            return ("batch.conditions.groups", "holds a null; each group has a name and the places of its queries.");
        if (conditions.Groups?.FirstOrDefault(group => group.Queries.Any(place => place < 0 || place >= queries)) is { } wide)
            return ("batch.conditions.groups", $"holds a group '{wide.Name}' with a place outside the {queries} queries of the batch.");
        if (conditions.StartingPrices?.Contains(null!) == true)
            return ("batch.conditions.starting_prices", "holds a null; each price has the kind of its limit.");
        return conditions.StartingPrices?.Any(price => price.Endpoint is { } j && (j < 0 || j >= endpoints)) == true
            ? ("batch.conditions.starting_prices", $"names an endpoint that is not there; there are {endpoints}.")
            : null;
    }

    private static bool IsAmount(double value) => value >= 0 && double.IsFinite(value);
}
