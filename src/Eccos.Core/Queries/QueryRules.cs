using System.Globalization;

namespace Eccos;

/// <summary>What a batch of queries must satisfy before anything is computed for it.</summary>
internal static class QueryRules
{
    /// <summary>Each breach of a query by itself, whatever the pool.</summary>
    /// <param name="query">The query.</param>
    /// <param name="place">Where it stands.</param>
    public static IReadOnlyList<string> Breaches(Query query, string place)
    {
        var breaches = new List<string>();
        Add(breaches, query, place);
        return breaches;
    }

    /// <exception cref="ArgumentException">Lists every breach with the query and the value.</exception>
    public static void Check(IReadOnlyList<Query> queries, ModelPool pool)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var breaches = new List<string>();
        var seen = new Dictionary<string, int>(queries.Count, StringComparer.Ordinal);
        for (var i = 0; i < queries.Count; i++)
        {
            var query = queries[i];
            if (query is null || string.IsNullOrEmpty(query.Id) || query.Text is null)
            {
                breaches.Add($"Query {i} is null, or lacks an id or a text.");
                continue;
            }

            if (!seen.TryAdd(query.Id, i))
                breaches.Add($"Query id '{query.Id}' stands twice in the batch, at {seen[query.Id]} and {i}; ids are unique.");
            Add(breaches, query);
            Add(breaches, query, pool);
        }

        if (queries.Count(query => query?.ChosenEndpoint is not null) is var chosen && chosen > 0 && chosen < queries.Count)
            breaches.Add($"{nameof(Query.ChosenEndpoint)} is set of {chosen} of {queries.Count} queries; a batch is observed as a whole or decided as a whole.");
        if (breaches.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, breaches), nameof(queries));
    }

    private static void Add(List<string> breaches, Query query, string? place = null)
    {
        if (query.InputTokens is { } tokens && tokens < 0)
            breaches.Add(Invariant($"{Place()}: {nameof(Query.InputTokens)} is {tokens}; it is at least 0, or null to have them counted."));
        if (query.MinimumSuccess is { } minimum && !(minimum >= 0 && minimum <= 1))
            breaches.Add(Invariant($"{Place()}: {nameof(Query.MinimumSuccess)} is {minimum}; it lies in [0, 1], or is null for none."));
        if (query.Affinity is { } affinity && (string.IsNullOrEmpty(affinity.Endpoint) || !(affinity.SwitchingCostUsd >= 0 && double.IsFinite(affinity.SwitchingCostUsd))))
            breaches.Add(Invariant($"{Place()}: {nameof(Query.Affinity)} is to '{affinity.Endpoint}' at {affinity.SwitchingCostUsd} USD; it names an endpoint, and a switch costs a finite amount, 0 or more."));
        if (query.RequiredTags is null || query.RequiredTags.Any(string.IsNullOrWhiteSpace))
            breaches.Add($"{Place()}: {nameof(Query.RequiredTags)} is null or holds an empty tag.");
        if (query.Groups is null || query.Groups.Any(string.IsNullOrWhiteSpace))
            breaches.Add($"{Place()}: {nameof(Query.Groups)} is null or holds an empty name.");

        string Place() => place ?? $"Query '{query.Id}'";
    }

    private static void Add(List<string> breaches, Query query, ModelPool pool)
    {
        if (query.ChosenEndpoint is { } chosen && !pool.TryGetIndex(chosen, out _))
            breaches.Add($"Query '{query.Id}': {nameof(Query.ChosenEndpoint)} is '{chosen}', which the pool lacks; it holds {string.Join(", ", pool.Names)}.");
        foreach (var name in query.AllowedEndpoints ?? [])
        {
            if (name is null || !pool.TryGetIndex(name, out _))
                breaches.Add($"Query '{query.Id}': {nameof(Query.AllowedEndpoints)} names '{name}', which the pool lacks; it holds {string.Join(", ", pool.Names)}.");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
