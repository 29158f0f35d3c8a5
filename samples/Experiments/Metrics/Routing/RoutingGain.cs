namespace Eccos.Experiments.Metrics.Routing;

/// <summary>
/// The gain of routing by predictions, all queries together and without workload limits:
/// <code>
/// x_t(i) = argmin_j  c_ij - t a_ij                          predicted c, a; t runs over 140 multipliers, evenly spaced in log from 1e-6 to 10
/// f      = the points (mean cost, mean success) of x_t by the labels, joined by straight lines
/// h(s)   = the highest success of a mix of at most two single endpoints that spends s on average
/// gain   = 100 mean_s (f(s) - h(s))                         41 spends s, evenly spaced in log between the cheapest and the best endpoint
/// </code>
/// </summary>
/// <remarks>
/// Rounding may put the least spend a hair below the cheapest endpoint: no mix affords it then, h is 0 there, and every set of predictions of
/// the same records gains the same 100 / 41 of the cheapest endpoint's success. The measure is kept so; <see cref="GainFigures.RoundingGain"/> tells.
/// </remarks>
internal sealed class RoutingGain
{
    private const int Multipliers = 140;
    private const int Spends = 40;

    /// <summary>A frontier whose cheapest point is so little above a spend still answers for it.</summary>
    private const double CheapestTolerance = 1.05;

    private readonly RoutingTable _table;
    private readonly int[][] _choices;

    public RoutingGain(RoutingTable table)
    {
        _table = table;
        _choices = [.. Enumerable.Range(0, Multipliers).Select(k => Math.Pow(10, -6 + (7.0 * k / (Multipliers - 1)))).Select(t => Choose(table, t))];
    }

    /// <summary>The figures over all queries.</summary>
    public GainFigures Measure() => Measure([.. Enumerable.Range(0, _table.Forecasts.Count)]);

    /// <summary>
    /// The standard error of the gain: its standard deviation over samples of as many queries, drawn with replacement (B. Efron, Annals of
    /// Statistics 7, 1979).
    /// </summary>
    /// <param name="samples">2 or more.</param>
    /// <param name="seed">Draws them.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public double StandardError(int samples, int seed, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var random = new Random(seed);
        var (gains, queries) = (new double[samples], new int[_table.Forecasts.Count]);
        for (var b = 0; b < samples; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < queries.Length; i++)
                queries[i] = random.Next(queries.Length);
            gains[b] = Measure(queries).Gain;
            progress?.Report((b + 1.0) / samples);
        }

        var mean = gains.Average();
        return Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (samples - 1));
    }

    private GainFigures Measure(int[] queries)
    {
        SpendingPoint[] single = [.. Enumerable.Range(0, _table.Endpoints.Count).Select(j => Mean(queries, _ => j))];
        SpendingPoint[] frontier = [.. _choices.Select(choice => Mean(queries, i => choice[i])).OrderBy(point => point.CostUsd).ThenBy(point => point.Success)];
        var cheapest = single.MinBy(point => point.CostUsd);
        var best = single.MaxBy(point => point.Success);
        var (low, high) = (Math.Log(cheapest.CostUsd), Math.Log(best.CostUsd));
        double[] spends = [.. Enumerable.Range(0, Spends + 1).Select(k => Math.Exp(low + ((high - low) * k / Spends)))];
        var gain = spends.Average(spend => At(frontier, single, spend) - Mix(single, spend));
        return new GainFigures(
            100 * gain,
            spends[0] < cheapest.CostUsd ? 100 * cheapest.Success / spends.Length : 0,
            best,
            CostRatio(frontier, best, best.Success),
            CostRatio(frontier, best, best.Success - 0.01),
            100 * (frontier.Max(point => point.Success) - best.Success));
    }

    /// <summary>x_t.</summary>
    private static int[] Choose(RoutingTable table, double t) =>
        [.. table.Forecasts.Select(row => row.MinBy(forecast => forecast.CostUsd - (t * forecast.Success)).Endpoint)];

    private SpendingPoint Mean(int[] queries, Func<int, int> endpoint)
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

    /// <summary>h.</summary>
    private static double Mix(SpendingPoint[] single, double spend)
    {
        var best = single.Where(point => point.CostUsd <= spend).Select(point => point.Success).DefaultIfEmpty(0).Max();
        foreach (var cheap in single)
        {
            foreach (var dear in single)
            {
                if (cheap.CostUsd < spend && spend < dear.CostUsd)
                    best = Math.Max(best, Between(cheap, dear, spend));
            }
        }

        return best;
    }

    /// <summary>f.</summary>
    private static double At(SpendingPoint[] frontier, SpendingPoint[] single, double spend)
    {
        var next = Array.FindIndex(frontier, point => point.CostUsd > spend);
        return next switch
        {
            0 => frontier[0].CostUsd <= spend * CheapestTolerance ? frontier[0].Success : Mix(single, spend),
            -1 => frontier[^1].Success,
            _ => Between(frontier[next - 1], frontier[next], spend),
        };
    }

    private static double Between(SpendingPoint a, SpendingPoint b, double spend) =>
        a.Success + ((b.Success - a.Success) * (spend - a.CostUsd) / (b.CostUsd - a.CostUsd));

    private static double? CostRatio(SpendingPoint[] frontier, SpendingPoint best, double success) =>
        frontier.Where(point => point.Success >= success).Select(point => (double?)(point.CostUsd / best.CostUsd)).FirstOrDefault();
}
