using Eccos.Observations;

namespace Eccos.Experiments.Records;

/// <summary>What every endpoint made of every query, by the query's id.</summary>
internal sealed class Labels(IEnumerable<QAServeRecord> records)
{
    private readonly Dictionary<string, Dictionary<string, QAServeOutput>> _outputs = records.ToDictionary(
        record => record.Id,
        record => record.Outputs.ToDictionary(output => output.Endpoint, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>The recorded output of an endpoint on a query; null when the endpoint was not asked.</summary>
    public QAServeOutput? Find(string query, string endpoint) =>
        _outputs.TryGetValue(query, out var outputs) && outputs.TryGetValue(endpoint, out var output) ? output : null;
}
