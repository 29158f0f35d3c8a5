using System.Globalization;

namespace Eccos;

/// <summary>What a pool of endpoints must satisfy; every breach is one sentence with the value that broke it.</summary>
internal static class EndpointRules
{
    public static List<string> Breaches(IReadOnlyList<Endpoint> endpoints)
    {
        var breaches = new List<string>();
        if (endpoints.Count == 0)
            breaches.Add("The pool is empty; it needs at least one endpoint.");

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var j = 0; j < endpoints.Count; j++)
        {
            if (endpoints[j] is not { } endpoint)
            {
                breaches.Add($"Endpoint {j} is null.");
                continue;
            }

            if (string.IsNullOrWhiteSpace(endpoint.Name))
                breaches.Add($"Endpoint {j} has no name.");
            else if (!seen.TryAdd(endpoint.Name, j))
                breaches.Add($"Endpoint '{endpoint.Name}' stands twice, at {seen[endpoint.Name]} and {j}; names are unique.");

            Add(breaches, endpoint, j);
        }

        if (endpoints.Sum(endpoint => endpoint?.MinimumShare ?? 0) is var committed && committed > 1 + 1e-9)
            breaches.Add(string.Create(CultureInfo.InvariantCulture, $"The endpoints' {nameof(Endpoint.MinimumShare)} sum to {committed}; together they are at most 1."));
        return breaches;
    }

    private static void Add(List<string> breaches, Endpoint endpoint, int index)
    {
        var name = string.IsNullOrWhiteSpace(endpoint.Name) ? index.ToString(CultureInfo.InvariantCulture) : $"'{endpoint.Name}'";
        Price(nameof(TokenPrices.Input), endpoint.Prices?.Input);
        Price(nameof(TokenPrices.Output), endpoint.Prices?.Output);
        Price(nameof(TokenPrices.CachedInput), endpoint.Prices?.CachedInput);
        Limit(nameof(Endpoint.ConcurrencyLimit), endpoint.ConcurrencyLimit);
        Limit(nameof(Endpoint.RequestsPerMinute), endpoint.RequestsPerMinute);
        Limit(nameof(Endpoint.TokensPerMinute), endpoint.TokensPerMinute);
        Limit(nameof(Endpoint.ContextWindow), endpoint.ContextWindow);
        breaches.AddRange(SpendLimitRules.Breaches(endpoint.SpendLimit, $"Endpoint {name}: {nameof(Endpoint.SpendLimit)}"));
        Share(nameof(Endpoint.MinimumShare), endpoint.MinimumShare);
        Share(nameof(Endpoint.MaximumShare), endpoint.MaximumShare);
        if (endpoint.MinimumShare > endpoint.MaximumShare)
            breaches.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Endpoint {name}: {nameof(Endpoint.MinimumShare)} is {endpoint.MinimumShare}, above {nameof(Endpoint.MaximumShare)}, which is {endpoint.MaximumShare}."));
        if (endpoint.Tags is null || endpoint.Tags.Any(string.IsNullOrWhiteSpace))
            breaches.Add($"Endpoint {name}: {nameof(Endpoint.Tags)} is null or holds an empty tag.");
        if (endpoint.Facts is null)
            breaches.Add($"Endpoint {name}: {nameof(Endpoint.Facts)} is null.");
        foreach (var fact in endpoint.Facts?.Where(fact => fact.Value is null) ?? [])
            breaches.Add($"Endpoint {name}: {nameof(Endpoint.Facts)}[\"{fact.Key}\"] is null; leave out a fact that is not known.");

        void Price(string field, double? usd)
        {
            if (usd is { } value && !(double.IsFinite(value) && value >= 0))
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Endpoint {name}: {nameof(Endpoint.Prices)}.{field} is {value}; a price is finite and at least 0 USD per million tokens."));
        }

        void Limit(string field, long? limit)
        {
            if (limit is { } value && value < 1)
                breaches.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Endpoint {name}: {field} is {value}; a limit is at least 1, or null for none."));
        }

        void Share(string field, double? share)
        {
            if (share is { } value && !(value >= 0 && value <= 1))
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"Endpoint {name}: {field} is {value}; a share lies in [0, 1], or is null for none."));
        }
    }
}
