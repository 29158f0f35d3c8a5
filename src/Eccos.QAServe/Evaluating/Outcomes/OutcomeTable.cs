using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>What every endpoint made of every test query: the labels. Row i is record i, column j is endpoint j.</summary>
/// <remarks>Immutable and safe for use from any thread. NaN stands wherever nothing is recorded.</remarks>
public sealed class OutcomeTable
{
    private readonly Dictionary<string, int> _rows;

    private OutcomeTable(ModelPool pool, IReadOnlyList<QAServeRecord> records)
    {
        Pool = pool;
        _rows = records.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
        Success = Matrix((_, output, _) => output.Correct);
        CostUsd = Matrix((record, output, j) => output.CostUsd ?? Priced(pool[j].Prices, output.InputTokens ?? record.InputTokens, output.OutputTokens));
        OutputTokens = Matrix((_, output, _) => output.OutputTokens);
        LatencyMs = Matrix((_, output, _) => output.LatencyMs);

        QueryEndpointMatrix Matrix(Func<QAServeRecord, QAServeOutput, int, double?> label)
        {
            var values = new double[records.Count * pool.Count];
            Array.Fill(values, double.NaN);
            for (var i = 0; i < records.Count; i++)
            {
                foreach (var output in records[i].Outputs)
                {
                    if (pool.TryGetIndex(output.Endpoint, out var j))
                        values[(i * pool.Count) + j] = label(records[i], output, j) ?? double.NaN;
                }
            }

            return new QueryEndpointMatrix(values, pool.Count);
        }
    }

    /// <summary>The endpoints, in the order of the columns.</summary>
    public ModelPool Pool { get; }

    /// <summary>The number of queries.</summary>
    public int QueryCount => Success.QueryCount;

    /// <summary>How correct each answer was, 0 to 1.</summary>
    public QueryEndpointMatrix Success { get; }

    /// <summary>What each answer cost in USD: as recorded, or else recorded tokens at the pool's prices, those of the query where the answer has no input tokens of its own.</summary>
    public QueryEndpointMatrix CostUsd { get; }

    /// <summary>Recorded output tokens.</summary>
    public QueryEndpointMatrix OutputTokens { get; }

    /// <summary>Recorded times to the whole answer in milliseconds.</summary>
    public QueryEndpointMatrix LatencyMs { get; }

    /// <summary>Lays records out as matrices. Outputs of endpoints that the pool lacks are passed over.</summary>
    /// <param name="pool">The endpoints.</param>
    /// <param name="records">The records, with ids that differ.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">An id stands twice.</exception>
    public static OutcomeTable Create(ModelPool pool, IReadOnlyList<QAServeRecord> records)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(records);
        return new OutcomeTable(pool, records);
    }

    /// <summary>The row of a query.</summary>
    /// <param name="queryId">The record's id.</param>
    /// <returns>0 to <see cref="QueryCount"/> - 1.</returns>
    /// <exception cref="EccosException">No record has that id.</exception>
    public int IndexOf(string queryId) => _rows.TryGetValue(queryId, out var i) ? i : throw new EccosException($"No record has the id '{queryId}'.");

    private static double? Priced(TokenPrices? prices, int? input, int? output) => input is { } read && output is { } written ? prices?.CostUsd(read, written) : null;
}
