namespace Eccos.QAServe;

/// <summary>Points of cost and success joined by straight lines, to be read at a cost or at a success.</summary>
/// <remarks>
/// A point that costs more than another and yields no more is left out: whoever could have it would take the other. Immutable and safe for use from any
/// thread.
/// </remarks>
public sealed class SpendingCurve
{
    private readonly SpendingPoint[] _points;

    /// <summary>Joins points.</summary>
    /// <param name="points">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SpendingCurve(IEnumerable<SpendingPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var rising = new List<SpendingPoint>();
        foreach (var point in points.OrderBy(point => point.CostUsd).ThenByDescending(point => point.Success))
        {
            if (rising.Count == 0 || point.Success > rising[^1].Success)
                rising.Add(point);
        }

        if (rising.Count == 0)
            throw new ArgumentException("There are no points.", nameof(points));
        _points = [.. rising];
    }

    /// <summary>The success at a cost.</summary>
    /// <param name="costUsd">USD per query.</param>
    /// <returns>The mean score, the last one beyond the dearest point; <see langword="null"/> below the cheapest.</returns>
    public double? SuccessAt(double costUsd) => costUsd >= _points[^1].CostUsd ? _points[^1].Success : Read(costUsd, point => point.CostUsd, point => point.Success);

    /// <summary>The least cost at a success.</summary>
    /// <param name="success">The mean score.</param>
    /// <returns>USD per query, the least one below the first point; <see langword="null"/> when no point reaches it.</returns>
    public double? CostAt(double success) => success <= _points[0].Success ? _points[0].CostUsd : Read(success, point => point.Success, point => point.CostUsd);

    private double? Read(double at, Func<SpendingPoint, double> x, Func<SpendingPoint, double> y)
    {
        var next = Array.FindIndex(_points, point => x(point) >= at);
        if (next < 0 || (next == 0 && x(_points[0]) > at))
            return null;
        if (next == 0 || x(_points[next]) == at)
            return y(_points[next]);
        var (a, b) = (_points[next - 1], _points[next]);
        return y(a) + ((y(b) - y(a)) * (at - x(a)) / (x(b) - x(a)));
    }
}
