namespace Eccos.QAServe;

/// <summary>
/// The gain of routing by predictions, all queries together and without workload limits: the area of <see cref="SpendingFrontier"/> for
/// <code>
/// x_t(i) = argmin_j  c_ij - t a_ij        predicted c, a; t runs over 140 multipliers, evenly spaced in log from 1e-6 to 10
/// f      = the points (mean cost, mean success) of x_t by the labels
/// </code>
/// </summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class RoutingGain
{
    private const int Multipliers = 140;
    private readonly RoutingTable _table;
    private readonly int[][] _choices;

    /// <summary>Routes by each multiplier.</summary>
    /// <param name="table">Predictions beside what came of them.</param>
    public RoutingGain(RoutingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
        _choices = [.. Enumerable.Range(0, Multipliers).Select(k => Math.Pow(10, -6 + (7.0 * k / (Multipliers - 1)))).Select(t => Choose(table, t))];
    }

    /// <summary>The frontier over all queries.</summary>
    /// <returns>Its points are those of all multipliers.</returns>
    public SpendingFrontier Frontier() => Frontier([.. Enumerable.Range(0, _table.Forecasts.Count)]);

    /// <summary>The figures over all queries.</summary>
    /// <returns>The figures.</returns>
    public GainFigures Measure() => GainFigures.Of(Frontier());

    /// <summary>
    /// The standard error of the gain: its standard deviation over samples of as many queries, drawn with replacement (B. Efron, Annals of
    /// Statistics 7, 1979).
    /// </summary>
    /// <param name="samples">2 or more.</param>
    /// <param name="seed">Draws them.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Points of success.</returns>
    public double StandardError(int samples, int seed, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Bootstrap.Sample(_table.Forecasts.Count, queries => Frontier(queries).Gain, samples, seed, progress, cancellationToken).StandardError;

    /// <summary>
    /// The standard error of what this gain is above another one's: much of both varies alike with the queries that came, and does not count.
    /// </summary>
    /// <param name="other">Other predictions of the same queries, in the same order.</param>
    /// <param name="samples">2 or more.</param>
    /// <param name="seed">Draws them.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Points of success.</returns>
    /// <exception cref="ArgumentException">The other is of other outcomes.</exception>
    public double StandardErrorAbove(RoutingGain other, int samples, int seed, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!_table.HasOutcomesOf(other._table))
            throw new ArgumentException("The other gain is of other outcomes: differences are taken query by query.", nameof(other));
        return Bootstrap.Sample(_table.Forecasts.Count, queries => Frontier(queries).Gain - other.Frontier(queries).Gain, samples, seed, progress, cancellationToken).StandardError;
    }

    private SpendingFrontier Frontier(ReadOnlySpan<int> queries)
    {
        var points = new SpendingPoint[_choices.Length];
        for (var k = 0; k < points.Length; k++)
        {
            var choice = _choices[k];
            points[k] = Mean(queries, i => choice[i]);
        }

        var singles = new SpendingPoint[_table.Endpoints.Count];
        for (var j = 0; j < singles.Length; j++)
        {
            var single = j;
            singles[j] = Mean(queries, _ => single);
        }

        return new SpendingFrontier(points, singles);
    }

    /// <summary>x_t.</summary>
    private static int[] Choose(RoutingTable table, double t) =>
        [.. table.Forecasts.Select(row => row.MinBy(forecast => forecast.CostUsd - (t * forecast.Success)).Endpoint)];

    private SpendingPoint Mean(ReadOnlySpan<int> queries, Func<int, int> endpoint)
    {
        var (cost, success) = (default(CompensatedSum), default(CompensatedSum));
        foreach (var i in queries)
        {
            var j = endpoint(i);
            cost.Add(_table.CostUsd[i, j]);
            success.Add(_table.Success[i, j]);
        }

        return new SpendingPoint(cost.Value / queries.Length, success.Value / queries.Length);
    }
}
