using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>Predictions beside what came of them: row i is query i, column j is endpoint j.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class RoutingTable
{
    private RoutingTable(IReadOnlyList<string> endpoints, QueryEndpointMatrix success, QueryEndpointMatrix costUsd, IReadOnlyList<(int Endpoint, double Success, double CostUsd)[]> forecasts)
    {
        Endpoints = endpoints;
        Success = success;
        CostUsd = costUsd;
        Forecasts = forecasts;
    }

    /// <summary>The endpoints' names, sorted.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>The recorded scores.</summary>
    public QueryEndpointMatrix Success { get; }

    /// <summary>The recorded costs in USD.</summary>
    public QueryEndpointMatrix CostUsd { get; }

    /// <summary>What is predicted of each query, in the order of the lines.</summary>
    public IReadOnlyList<(int Endpoint, double Success, double CostUsd)[]> Forecasts { get; }

    /// <summary>Joins records and predictions.</summary>
    /// <param name="records">The records, each with an outcome and a cost for every endpoint.</param>
    /// <param name="forecasts">What is predicted of them.</param>
    /// <returns>The table.</returns>
    /// <exception cref="EccosException">A record has no predictions, or a record or a prediction lacks what the comparison needs.</exception>
    public static RoutingTable Create(IReadOnlyList<QAServeRecord> records, IEnumerable<OutcomeForecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(forecasts);
        if (records.Count == 0)
            throw new EccosException("There are no records.");
        string[] endpoints = [.. records.SelectMany(record => record.Outputs).Select(output => output.Endpoint).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var column = endpoints.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var byQuery = forecasts.ToLookup(line => line.QueryId, StringComparer.Ordinal);
        return new RoutingTable(
            endpoints,
            Matrix(records, endpoints, output => output.Correct),
            Matrix(records, endpoints, output => output.CostUsd ?? throw new EccosException($"'{output.Endpoint}' has no cost_usd; the gain is measured in money.")),
            [.. records.Select(record => Row(record.Id, byQuery[record.Id], column))]);
    }

    /// <summary>The same outcomes, with the predicted success of each endpoint whatever the query.</summary>
    /// <param name="success">One entry per endpoint of <see cref="Endpoints"/>.</param>
    /// <returns>Another table.</returns>
    public RoutingTable WithSuccess(IReadOnlyList<double> success) => new(
        Endpoints,
        Success,
        CostUsd,
        [.. Forecasts.Select(row => Array.ConvertAll(row, forecast => forecast with { Success = success[forecast.Endpoint] }))]);

    /// <summary>Whether another table holds the same scores and costs.</summary>
    internal bool HasOutcomesOf(RoutingTable other) => Success.Values.SequenceEqual(other.Success.Values) && CostUsd.Values.SequenceEqual(other.CostUsd.Values);

    private static QueryEndpointMatrix Matrix(IReadOnlyList<QAServeRecord> records, string[] endpoints, Func<QAServeOutput, double> value)
    {
        var values = new double[records.Count * endpoints.Length];
        for (var i = 0; i < records.Count; i++)
        {
            var outputs = records[i].Outputs.ToDictionary(output => output.Endpoint, StringComparer.Ordinal);
            for (var j = 0; j < endpoints.Length; j++)
            {
                if (!outputs.TryGetValue(endpoints[j], out var output))
                    throw new EccosException($"Record '{records[i].Id}' has no outcome of '{endpoints[j]}'; the gain compares endpoints on the same queries.");
                values[(i * endpoints.Length) + j] = value(output);
            }
        }

        return new QueryEndpointMatrix(values, endpoints.Length);
    }

    private static (int Endpoint, double Success, double CostUsd)[] Row(string id, IEnumerable<OutcomeForecast> lines, Dictionary<string, int> column)
    {
        (int Endpoint, double Success, double CostUsd)[] row =
        [
            .. lines.Select(line => (
                column.TryGetValue(line.Model, out var j) ? j : throw new EccosException($"Query '{id}' is predicted for '{line.Model}', of which the records know nothing."),
                line.Success,
                line.CostUsd ?? throw new EccosException($"Query '{id}' has no predicted cost_usd for '{line.Model}'; the gain is measured in money."))),
        ];
        if (row.Length == 0)
            throw new EccosException($"Query '{id}' has no predictions.");
        return row.DistinctBy(forecast => forecast.Endpoint).Count() == row.Length ? row : throw new EccosException($"Query '{id}' is predicted twice for the same endpoint.");
    }
}
