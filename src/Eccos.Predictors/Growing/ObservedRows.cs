using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>Observations that join a memory: the set that they make, and the column of each of its endpoints.</summary>
/// <param name="Set">The observations. It holds the endpoints asked alone, because here, unlike in training, not each needs a record.</param>
/// <param name="Columns">The place of each of them among the predictor's endpoints.</param>
internal sealed record ObservedRows(TrainingSet Set, int[] Columns)
{
    /// <summary>The observations that are not without any outcome; null ones among them, which <see cref="Of"/> refuses.</summary>
    public static QAServeRecord[] Telling(IReadOnlyList<QAServeRecord> records) => [.. records.Where(record => record?.Outputs is not { Count: 0 })];

    /// <param name="endpoints">The predictor's endpoints.</param>
    /// <param name="records">Observations, at least one of which has an outcome.</param>
    /// <exception cref="EccosException">A record names an endpoint the predictor does not know, or carries a value out of range.</exception>
    public static ObservedRows Of(IReadOnlyList<string> endpoints, IReadOnlyList<QAServeRecord> records)
    {
        var pool = new ModelPool(endpoints.Select(name => new Endpoint(name)));
        var named = records.SelectMany(record => record?.Outputs ?? []).Select(output => output?.Endpoint).ToHashSet(StringComparer.Ordinal);
        var asked = pool.Where(endpoint => named.Contains(endpoint.Name)).ToList();
        var set = TrainingSet.Create(asked.Count > 0 ? new ModelPool(asked) : pool, records);
        return new ObservedRows(set, [.. set.Endpoints.Select(name => pool.TryGetIndex(name, out var column) ? column : -1)]);
    }
}
