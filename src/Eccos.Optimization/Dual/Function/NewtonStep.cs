namespace Eccos.Optimization;

/// <summary>
/// Solves (C + ridge) d = gradient on the free rows by Cholesky, C being the curvature of the smoothed dual. The ridge is a small part of
/// the diagonal: the curvature is singular where no query is near a tie and along directions that all prices may move together.
/// </summary>
internal sealed class NewtonStep(ISmoothedDual dual)
{
    private const double Ridge = 1e-7;
    private readonly int[] _rows = new int[dual.Dimension];
    private double[] _factor = [];

    /// <summary>d; 0 on the rows that are not free.</summary>
    public double[] Direction { get; } = new double[dual.Dimension];

    /// <summary>The gradient that the direction was computed from.</summary>
    public double[] GradientAt { get; } = new double[dual.Dimension];

    /// <summary>Computes the direction.</summary>
    /// <returns>Half of gradient . d: the rise a quadratic model promises.</returns>
    public double Solve(ReadOnlySpan<double> y, ReadOnlySpan<bool> free, double tau)
    {
        dual.Gradient.CopyTo(GradientAt, 0);
        Array.Clear(Direction);
        var n = 0;
        for (var k = 0; k < free.Length; k++)
        {
            if (free[k])
                _rows[n++] = k;
        }

        Factorise(n, tau);
        for (var a = 0; a < n; a++)
        {
            var sum = GradientAt[_rows[a]];
            for (var b = 0; b < a; b++)
                sum -= _factor[(a * n) + b] * Direction[_rows[b]];
            Direction[_rows[a]] = sum / _factor[(a * n) + a];
        }

        var (rise, shrink) = (0.0, 1.0);
        for (var a = n - 1; a >= 0; a--)
        {
            var sum = Direction[_rows[a]];
            for (var b = a + 1; b < n; b++)
                sum -= _factor[(b * n) + a] * Direction[_rows[b]];
            var d = Direction[_rows[a]] = sum / _factor[(a * n) + a];
            rise += 0.5 * d * GradientAt[_rows[a]];
            // Prices may triple in a step, not more: the quadratic model knows nothing of the pieces beyond.
            shrink = Math.Min(shrink, 2 * Math.Max(1, y[_rows[a]]) / Math.Max(Math.Abs(d), double.Epsilon));
        }

        for (var a = 0; a < n && shrink < 1; a++)
            Direction[_rows[a]] *= shrink;
        return rise;
    }

    private void Factorise(int n, double tau)
    {
        if (_factor.Length < n * n)
            _factor = new double[Math.Min(2 * n * n, _rows.Length * _rows.Length)];
        var highest = 0.0;
        for (var a = 0; a < n; a++)
            highest = Math.Max(highest, dual.Curvature(_rows[a], _rows[a], tau));
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = dual.Curvature(_rows[a], _rows[b], tau);
                if (a == b)
                    sum += (Ridge * sum) + (1e-9 * highest) + 1e-12;
                for (var c = 0; c < b; c++)
                    sum -= _factor[(a * n) + c] * _factor[(b * n) + c];
                _factor[(a * n) + b] = a == b ? Math.Sqrt(Math.Max(sum, (1e-10 * highest) + 1e-12)) : sum / _factor[(b * n) + b];
            }
        }
    }
}
