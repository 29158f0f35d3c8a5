using System.Text.Json;
using Eccos.Observations;

namespace Eccos.Experiments.Pools;

/// <summary>Makes the pool: from a models.json, or from the names in the training records.</summary>
internal static class PoolReader
{
    /// <summary>The pool a models.json describes for a record file.</summary>
    /// <param name="models">An array of cards, or an object of such arrays whose keys are record files' names up to their first dot.</param>
    /// <param name="recordFiles">The record files; the first whose key is there decides.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="EccosException">The file cannot be read, has no such key, or its pool is wrong.</exception>
    public static async Task<ModelPool> ReadAsync(FileInfo models, IReadOnlyList<FileInfo> recordFiles, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var stream = models.OpenRead();
            using var document = await JsonDocument.ParseAsync(stream, default, cancellationToken);
            return new ModelPool(Cards(document.RootElement, recordFiles).Select(card => card.ToEndpoint()));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException or EccosException)
        {
            throw new EccosException($"{models}: {problem.Message}", problem);
        }
    }

    /// <summary>The pool of all endpoints that records name, in the order in which they first appear, without prices.</summary>
    public static ModelPool FromRecords(IEnumerable<QAServeRecord> records) =>
        new(records.SelectMany(record => record.Outputs).Select(output => output.Endpoint).Distinct(StringComparer.Ordinal).Select(name => new Endpoint(name)));

    private static IEnumerable<EndpointCard> Cards(JsonElement root, IReadOnlyList<FileInfo> recordFiles) => Chosen(root, recordFiles).Index()
        .Select(card => card.Item ?? throw new EccosException($"card {card.Index + 1} is null; a card is an object that names its model."));

    private static EndpointCard?[] Chosen(JsonElement root, IReadOnlyList<FileInfo> recordFiles)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return root.Deserialize(EndpointCardJson.Default.EndpointCardArray)!;
        var pools = root.Deserialize(EndpointCardJson.Default.DictionaryStringEndpointCardArray) ?? throw new EccosException("null is not a set of endpoints.");
        var keys = recordFiles.Select(Key).Distinct(StringComparer.Ordinal).ToList();
        return keys.Find(pools.ContainsKey) is { } key
            ? pools[key] ?? throw new EccosException($"'{key}' is null; it is an array of cards.")
            : throw new EccosException($"there is no '{string.Join("' or '", keys)}' among its keys {string.Join(", ", pools.Keys)}; a key is a record file's name up to its first dot.");
    }

    private static string Key(FileInfo recordFile) => recordFile.Name.Split('.')[0];
}
