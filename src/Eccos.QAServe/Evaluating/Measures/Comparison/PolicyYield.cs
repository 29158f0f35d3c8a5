namespace Eccos.QAServe;

/// <summary>What a policy yields on each query, on average over runs that differ in the order in which the queries came.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class PolicyYield
{
    private readonly double[] _success;
    private readonly double[] _costUsd;

    /// <summary>Averages runs of the same policy.</summary>
    /// <param name="runs">At least one run, all over the same queries.</param>
    /// <exception cref="ArgumentException">There is no run, or the numbers of queries differ.</exception>
    public PolicyYield(IReadOnlyList<RunOutcome> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0 || runs.Any(run => run.SuccessOf.Count != runs[0].SuccessOf.Count))
            throw new ArgumentException($"{runs.Count} runs; at least one is needed, and all are of the same queries.", nameof(runs));
        Runs = runs;
        _success = [.. Enumerable.Range(0, runs[0].SuccessOf.Count).Select(i => Mean(runs.Select(run => run.SuccessOf[i])))];
        _costUsd = [.. Enumerable.Range(0, runs[0].SuccessOf.Count).Select(i => Mean(runs.Select(run => run.CostUsdOf[i])))];
        Success = SuccessOver([.. Enumerable.Range(0, QueryCount)]);
        CostUsd = CostUsdOver([.. Enumerable.Range(0, QueryCount)]);
    }

    /// <summary>The runs.</summary>
    public IReadOnlyList<RunOutcome> Runs { get; }

    /// <summary>The number of queries.</summary>
    public int QueryCount => _success.Length;

    /// <summary>The mean score; NaN when nothing is known.</summary>
    public double Success { get; }

    /// <summary>The mean cost in USD per query; NaN when nothing is known.</summary>
    public double CostUsd { get; }

    /// <summary>The mean score over some queries, which may repeat.</summary>
    /// <param name="queries">Their places.</param>
    /// <returns>0 to 1; NaN when nothing is known of them.</returns>
    public double SuccessOver(ReadOnlySpan<int> queries) => Mean(_success, queries);

    /// <summary>The mean cost over some queries, which may repeat.</summary>
    /// <param name="queries">Their places.</param>
    /// <returns>USD; NaN when nothing is known of them.</returns>
    public double CostUsdOver(ReadOnlySpan<int> queries) => Mean(_costUsd, queries);

    private static double Mean(double[] values, ReadOnlySpan<int> queries)
    {
        var (sum, known) = (default(CompensatedSum), 0);
        foreach (var i in queries)
        {
            if (double.IsNaN(values[i]))
                continue;
            sum.Add(values[i]);
            known++;
        }

        return known == 0 ? double.NaN : sum.Value / known;
    }

    private static double Mean(IEnumerable<double> values) => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
