using Eccos.Observations;

namespace Eccos;

/// <summary>Past observations of a pool's endpoints, as dense matrices: row i is record i, column j is endpoint j.</summary>
/// <remarks>Immutable and safe for use from any thread. Records in which only some endpoints were asked are normal.</remarks>
public sealed class TrainingSet
{
    private TrainingSet(IReadOnlyList<string> endpoints, IReadOnlyList<QAServeRecord> records)
    {
        Endpoints = endpoints;
        Records = records;
        var column = endpoints.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        Success = Matrix(output => output.Correct);
        InputTokens = Matrix(output => output.InputTokens);
        OutputTokens = Matrix(output => output.OutputTokens);
        CostUsd = Matrix(output => output.CostUsd);

        QueryEndpointMatrix Matrix(Func<QAServeOutput, double?> label)
        {
            var values = new double[records.Count * endpoints.Count];
            Array.Fill(values, double.NaN);
            for (var i = 0; i < records.Count; i++)
            {
                foreach (var output in records[i].Outputs)
                    values[(i * endpoints.Count) + column[output.Endpoint]] = label(output) ?? double.NaN;
            }

            return new QueryEndpointMatrix(values, endpoints.Count);
        }
    }

    /// <summary>The endpoints' names, in the order of the columns.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>The records, in the order of the rows.</summary>
    public IReadOnlyList<QAServeRecord> Records { get; }

    /// <summary>How correct each answer was, 0 to 1; NaN where the endpoint was not asked.</summary>
    public QueryEndpointMatrix Success { get; }

    /// <summary>Recorded input tokens; NaN where there are none.</summary>
    public QueryEndpointMatrix InputTokens { get; }

    /// <summary>Recorded output tokens; NaN where there are none.</summary>
    public QueryEndpointMatrix OutputTokens { get; }

    /// <summary>Recorded costs in USD; NaN where there are none.</summary>
    public QueryEndpointMatrix CostUsd { get; }

    /// <summary>Joins records with the pool they are to be scheduled over.</summary>
    /// <param name="pool">The pool; its order is the order of the columns.</param>
    /// <param name="records">The records, read by <see cref="QAServeFile"/> or made by the host.</param>
    /// <returns>The training set.</returns>
    /// <exception cref="EccosException">
    /// There are no records, a record names an endpoint that the pool lacks, names one twice or carries a value out of range, or an
    /// endpoint of the pool has not a single record.
    /// </exception>
    public static TrainingSet Create(ModelPool pool, IEnumerable<QAServeRecord> records)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(records);
        QAServeRecord[] all = [.. records];
        if (all.Length == 0)
            throw new EccosException("There are no records to train on.");

        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < all.Length; i++)
        {
            var record = all[i] ?? throw new EccosException($"Record {i} is null.");
            if (QAServeRecordRules.FirstBreach(record) is { } breach)
                throw new EccosException($"Record '{record.Id}', field '{breach.Field}': {breach.Problem}");
            foreach (var output in record.Outputs)
            {
                if (!pool.TryGetIndex(output.Endpoint, out _))
                {
                    throw new EccosException(
                        $"Record '{record.Id}' names endpoint '{output.Endpoint}', which the pool lacks; it holds {string.Join(", ", pool.Names)}.");
                }

                asked.Add(output.Endpoint);
            }
        }

        var silent = pool.Names.Where(name => !asked.Contains(name)).ToList();
        if (silent.Count > 0)
        {
            throw new EccosException(
                $"Not one of the {all.Length} records tells of {string.Join(", ", silent.Select(name => $"'{name}'"))}; record outcomes for it or take it out of the pool.");
        }

        return new TrainingSet(pool.Names, all);
    }

    /// <summary>The records that satisfy a condition, with the same columns.</summary>
    /// <param name="condition">Whether to take a record.</param>
    /// <returns>A set that may be empty, and in which an endpoint may have no record.</returns>
    public TrainingSet Where(Func<QAServeRecord, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new(Endpoints, [.. Records.Where(condition)]);
    }

    /// <summary>Cuts the set in two by query text; see <see cref="QuerySplit"/>.</summary>
    /// <param name="validationFraction">The part to hold back, greater than 0 and less than 1.</param>
    /// <param name="seed">Chooses another cut of the same size.</param>
    /// <returns>The part to fit on and the part to tune on; either may be empty. No query text stands in both.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not inside (0, 1).</exception>
    public (TrainingSet Fit, TrainingSet Validation) Split(double validationFraction, int seed = 0)
    {
        var split = new QuerySplit(validationFraction, seed);
        return (Where(record => !split.IsHeldOut(record.Query)), Where(record => split.IsHeldOut(record.Query)));
    }
}
