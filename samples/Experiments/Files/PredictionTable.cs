using System.Globalization;
using Eccos.QAServe;

namespace Eccos.Experiments.Files;

/// <summary>The predictions of a file as matrices: queries and endpoints in the order in which they first stand there.</summary>
/// <param name="Queries">The ids of the rows.</param>
/// <param name="Endpoints">The names of the columns.</param>
/// <param name="Cost">USD.</param>
/// <param name="Success">Success probabilities.</param>
internal sealed record PredictionTable(IReadOnlyList<string> Queries, IReadOnlyList<string> Endpoints, QueryEndpointMatrix Cost, QueryEndpointMatrix Success)
{
    /// <exception cref="EccosException">
    /// There are no lines, one stands twice, a query lacks an endpoint that others have, or a value is missing or out of range.
    /// </exception>
    public static PredictionTable Create(IReadOnlyList<OutcomeForecast> lines)
    {
        if (lines.Count == 0)
            throw new EccosException("it holds no predictions.");
        var (queries, endpoints) = (Places(lines.Select(line => line.QueryId)), Places(lines.Select(line => line.Model)));
        var m = endpoints.Count;
        var (cost, success, seen) = (new double[queries.Count * m], new double[queries.Count * m], new bool[queries.Count * m]);
        foreach (var line in lines)
        {
            var k = (queries[line.QueryId] * m) + endpoints[line.Model];
            if (seen[k])
                throw new EccosException($"query '{line.QueryId}' on '{line.Model}' stands twice.");
            if (!(line.Success >= 0 && line.Success <= 1))
                throw new EccosException(string.Create(CultureInfo.InvariantCulture, $"success of query '{line.QueryId}' on '{line.Model}' is {line.Success}; it lies in [0, 1]."));
            if (line.CostUsd is not { } usd || !(usd >= 0 && double.IsFinite(usd)))
                throw new EccosException(string.Create(CultureInfo.InvariantCulture, $"cost_usd of query '{line.QueryId}' on '{line.Model}' is {line.CostUsd?.ToString(CultureInfo.InvariantCulture) ?? "null"}; it is a number of USD, 0 or more."));
            (seen[k], cost[k], success[k]) = (true, usd, line.Success);
        }

        if (Array.IndexOf(seen, false) is >= 0 and var missing)
            throw new EccosException($"query '{queries.Keys.ElementAt(missing / m)}' has no prediction on '{endpoints.Keys.ElementAt(missing % m)}', which other queries have.");
        return new PredictionTable([.. queries.Keys], [.. endpoints.Keys], new QueryEndpointMatrix(cost, m), new QueryEndpointMatrix(success, m));
    }

    /// <summary>Names by place; entries are never taken out, so that their order is that of their first use.</summary>
    private static OrderedDictionary<string, int> Places(IEnumerable<string> names)
    {
        var places = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
            places.TryAdd(name, places.Count);
        return places;
    }
}
