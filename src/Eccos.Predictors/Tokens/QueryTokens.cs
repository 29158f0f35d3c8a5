using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>The tokens of the queries of a fit's records: as recorded, else counted, each text once.</summary>
/// <remarks>For one thread at a time.</remarks>
/// <param name="counter">Made when the first query is counted.</param>
internal sealed class QueryTokens(Lazy<ITokenCounter> counter)
{
    private readonly Dictionary<string, int> _counted = new(StringComparer.Ordinal);

    public int Of(QAServeRecord record)
    {
        if (record.InputTokens is { } recorded)
            return recorded;
        if (!_counted.TryGetValue(record.Query, out var tokens))
            _counted[record.Query] = tokens = counter.Value.Count(record.Query);
        return tokens;
    }
}
