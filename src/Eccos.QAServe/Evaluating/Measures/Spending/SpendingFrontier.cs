namespace Eccos.QAServe;

/// <summary>
/// The success that a way of routing reaches at each spend, f, beside h, the best mixture of two single endpoints of the same spend, and the area
/// between the two:
/// <code>
/// f      = the points (cost, success) joined by straight lines
/// h(s)   = the success of the best mixture of at most two single endpoints that spends s
/// gain   = 100 mean_s (f(s) - h(s))        41 spends s, evenly spaced in log between the cheapest and the best endpoint
/// </code>
/// A free endpoint has no place in log: the spends begin at the least positive cost of an endpoint. Where the best one costs no more than that, what it costs is the
/// only spend.
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. Rounding may put the least spend a hair below the cheapest endpoint: no mixture affords it then, h is 0 there,
/// and every frontier over the same endpoints gains the same 100 / 41 of the cheapest endpoint's success; <see cref="RoundingGain"/> tells.
/// </remarks>
public sealed class SpendingFrontier
{
    private const int Spends = 40;

    /// <summary>A frontier whose cheapest point is so little above a spend still answers for it.</summary>
    private const double CheapestTolerance = 1.05;

    private readonly SpendingPoint[] _points;
    private readonly SpendingPoint[] _singles;

    /// <summary>Joins points to a frontier.</summary>
    /// <param name="points">What each setting of the routing costs and yields; at least one.</param>
    /// <param name="singles">What each endpoint alone costs and yields; at least one.</param>
    /// <exception cref="ArgumentException">There are no points or no endpoints.</exception>
    public SpendingFrontier(IEnumerable<SpendingPoint> points, IEnumerable<SpendingPoint> singles)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(singles);
        _points = [.. points.OrderBy(point => point.CostUsd).ThenBy(point => point.Success)];
        _singles = [.. singles];
        if (_points.Length == 0 || _singles.Length == 0)
            throw new ArgumentException("A frontier needs at least one point and one endpoint.");
        Cheapest = _singles.MinBy(point => point.CostUsd);
        BestSingle = _singles.MaxBy(point => (point.Success, -point.CostUsd));
    }

    /// <summary>The points, by cost.</summary>
    public IReadOnlyList<SpendingPoint> Points => _points;

    /// <summary>The endpoint of the least cost.</summary>
    public SpendingPoint Cheapest { get; }

    /// <summary>The endpoint of the highest mean score, the cheapest of equals.</summary>
    public SpendingPoint BestSingle { get; }

    /// <summary>The area between f and h, in points of success.</summary>
    public double Gain => 100 * SpendGrid().Average(spend => SuccessAt(spend) - HullAt(spend));

    /// <summary>The part of <see cref="Gain"/> that is owed to the rounding of the least spend.</summary>
    public double RoundingGain => SpendGrid()[0] < Cheapest.CostUsd ? 100 * Cheapest.Success / (Spends + 1) : 0;

    /// <summary>f, with the mixture of singles below the first point.</summary>
    /// <param name="spendUsd">USD per query.</param>
    /// <returns>The mean score.</returns>
    public double SuccessAt(double spendUsd)
    {
        var next = Array.FindIndex(_points, point => point.CostUsd > spendUsd);
        return next switch
        {
            0 => _points[0].CostUsd <= spendUsd * CheapestTolerance ? _points[0].Success : HullAt(spendUsd),
            -1 => _points[^1].Success,
            _ => Between(_points[next - 1], _points[next], spendUsd),
        };
    }

    /// <summary>h; 0 where no endpoint is affordable.</summary>
    /// <param name="spendUsd">USD per query.</param>
    /// <returns>The mean score.</returns>
    public double HullAt(double spendUsd) => Cheapest.CostUsd <= spendUsd ? EndpointMixture.Best(_singles, spendUsd).Success : 0;

    /// <summary>The least cost among the points that reach a success.</summary>
    /// <param name="success">The mean score to reach.</param>
    /// <returns>USD per query; <see langword="null"/> when no point reaches it.</returns>
    public double? CostOf(double success) => _points.Where(point => point.Success >= success).Select(point => (double?)point.CostUsd).FirstOrDefault();

    private double[] SpendGrid()
    {
        var least = _singles.Select(point => point.CostUsd).Where(cost => cost > 0).DefaultIfEmpty(0).Min();
        if (BestSingle.CostUsd <= least)
            return [BestSingle.CostUsd];
        var (low, high) = (Math.Log(least), Math.Log(BestSingle.CostUsd));
        return [.. Enumerable.Range(0, Spends + 1).Select(k => Math.Exp(low + ((high - low) * k / Spends)))];
    }

    private static double Between(SpendingPoint a, SpendingPoint b, double spend) =>
        a.Success + ((b.Success - a.Success) * (spend - a.CostUsd) / (b.CostUsd - a.CostUsd));
}
