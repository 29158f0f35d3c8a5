namespace Eccos.QAServe;

/// <summary>What the decisions of a run turned out to yield, query by query.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class RunOutcome
{
    private readonly double[] _success;
    private readonly double[] _costUsd;

    private RunOutcome(RoutingRun run, double[] success, double[] costUsd)
    {
        Run = run;
        _success = success;
        _costUsd = costUsd;
    }

    /// <summary>The run.</summary>
    public RoutingRun Run { get; }

    /// <summary>The score of each query, by its place in the test file; NaN where none is known.</summary>
    public IReadOnlyList<double> SuccessOf => _success;

    /// <summary>The cost of each query in USD; NaN where none is known.</summary>
    public IReadOnlyList<double> CostUsdOf => _costUsd;

    /// <summary>The queries whose choice has no recorded outcome or cost, those no endpoint serves included; they count in no mean.</summary>
    public int Unknown => _success.Count(double.IsNaN);

    /// <summary>The mean score; NaN when nothing is known.</summary>
    public double Success => Mean(_success);

    /// <summary>The mean cost in USD per query; NaN when nothing is known.</summary>
    public double CostUsd => Mean(_costUsd);

    /// <summary>Looks the decisions of a run up in the labels.</summary>
    /// <param name="run">The run, of queries in the order of the table's rows.</param>
    /// <param name="outcomes">The labels.</param>
    /// <returns>What they yield.</returns>
    /// <exception cref="ArgumentException">The run is of another number of queries.</exception>
    public static RunOutcome Of(RoutingRun run, OutcomeTable outcomes)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(outcomes);
        if (run.EndpointOf.Count != outcomes.QueryCount)
            throw new ArgumentException($"The run is of {run.EndpointOf.Count} queries, the labels of {outcomes.QueryCount}.", nameof(run));
        var (success, cost) = (new double[outcomes.QueryCount], new double[outcomes.QueryCount]);
        for (var i = 0; i < success.Length; i++)
        {
            var j = run.EndpointOf[i];
            var known = j >= 0 && !double.IsNaN(outcomes.Success[i, j]) && !double.IsNaN(outcomes.CostUsd[i, j]);
            (success[i], cost[i]) = known ? (outcomes.Success[i, j], outcomes.CostUsd[i, j]) : (double.NaN, double.NaN);
        }

        return new RunOutcome(run, success, cost);
    }

    /// <summary>The mean score over some queries.</summary>
    /// <param name="queries">Their places in the test file.</param>
    /// <returns>0 to 1; NaN when nothing is known of them.</returns>
    public double SuccessOver(IEnumerable<int> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return Mean(queries.Select(i => _success[i]));
    }

    private static double Mean(IEnumerable<double> values) => values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
