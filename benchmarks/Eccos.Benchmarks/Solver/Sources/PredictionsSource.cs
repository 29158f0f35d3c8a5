using System.Text.Json;

namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>
/// Batches drawn, without putting back as long as there are enough, from the queries of a predictions.jsonl that <c>predict</c> or <c>route</c> of samples/Experiments wrote.
/// </summary>
internal sealed class PredictionsSource : IBatchSource
{
    private readonly List<double[]> _cost = [];
    private readonly List<double[]> _quality = [];
    private readonly int _endpoints;

    /// <exception cref="InvalidDataException">The file holds no predictions, or not one per query and endpoint.</exception>
    public PredictionsSource(string path)
    {
        var (queries, models) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        var entries = new List<(int Query, int Model, double Cost, double Success)>();
        foreach (var line in File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            entries.Add((Place(queries, root, "query_id"), Place(models, root, "model"), root.GetProperty("cost_usd").GetDouble(), root.GetProperty("success").GetDouble()));
        }

        _endpoints = models.Count;
        if (entries.Count == 0 || entries.Count != queries.Count * models.Count)
            throw new InvalidDataException($"'{path}' holds {entries.Count} predictions of {queries.Count} queries on {models.Count} endpoints; one of each on each is needed.");
        _cost.AddRange(queries.Keys.Select(_ => new double[models.Count]));
        _quality.AddRange(queries.Keys.Select(_ => new double[models.Count]));
        foreach (var (query, model, cost, success) in entries)
            (_cost[query][model], _quality[query][model]) = (cost, success);
        Sizes = [.. new BatchSize[] { new(16, _endpoints, 1e-3), new(64, _endpoints, 1e-4), new(256, _endpoints, 1e-4), new(1_000, _endpoints, 1e-3), new(10_000, _endpoints, 1e-3) }
            .Where(size => size.N <= queries.Count)];
    }

    public IReadOnlyList<BatchSize> Sizes { get; }

    public Batch Create(int n, int m, int seed)
    {
        var order = Enumerable.Range(0, _cost.Count).ToArray();
        new Random(seed).Shuffle(order);
        var chosen = Enumerable.Range(0, n).Select(i => order[i % order.Length]).ToArray();
        return new Batch(
            new QueryEndpointMatrix([.. chosen.SelectMany(i => _cost[i])], _endpoints),
            new QueryEndpointMatrix([.. chosen.SelectMany(i => _quality[i])], _endpoints));
    }

    private static int Place(Dictionary<string, int> places, JsonElement line, string property)
    {
        var name = line.GetProperty(property).GetString()!;
        if (!places.TryGetValue(name, out var place))
            places.Add(name, place = places.Count);
        return place;
    }
}
