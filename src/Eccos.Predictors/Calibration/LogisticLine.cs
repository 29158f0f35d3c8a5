namespace Eccos.Predictors;

/// <summary>
/// Logistic regression on one feature beside an offset, by Newton steps, each halved while the objective grows:
/// <code>
/// minimise over a, b    sum_k log-loss(y_k, a x_k + b + o_k) + s (a - a0)^2 / 2 + t b^2 / 2
/// </code>
/// The priors s and t, both more than 0, keep few labels from moving it far and the Hessian regular.
/// </summary>
/// <param name="PriorSlope">a0.</param>
/// <param name="SlopeWeight">s.</param>
/// <param name="InterceptWeight">t.</param>
internal readonly record struct LogisticLine(double PriorSlope, double SlopeWeight, double InterceptWeight)
{
    private const int NewtonSteps = 30;
    private const int Halvings = 30;
    private const double Tolerance = 1e-9;

    /// <summary>By what part of itself the objective may grow in a step: rounding alone makes it so at the minimum.</summary>
    private const double Rounding = 1e-10;

    /// <param name="x">x.</param>
    /// <param name="offsets">o, as long as x; empty for 0.</param>
    /// <param name="y">y, as long as x, in [0, 1].</param>
    /// <returns>a and b.</returns>
    public (double Slope, double Intercept) Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> offsets, ReadOnlySpan<double> y)
    {
        double a = PriorSlope, b = 0;
        var value = Objective(x, offsets, y, a, b);
        for (var step = 0; step < NewtonSteps; step++)
        {
            double ga = SlopeWeight * (a - PriorSlope), gb = InterceptWeight * b, haa = SlopeWeight, hab = 0, hbb = InterceptWeight;
            for (var k = 0; k < x.Length; k++)
            {
                var logit = (a * x[k]) + b + (offsets.IsEmpty ? 0 : offsets[k]);
                var p = Logistic.Sigmoid(logit);
                var (r, v) = (p - y[k], p * (1 - p));
                ga += r * x[k];
                gb += r;
                haa += v * x[k] * x[k];
                hab += v * x[k];
                hbb += v;
            }

            var determinant = (haa * hbb) - (hab * hab);
            var (da, db) = (((ga * hbb) - (gb * hab)) / determinant, ((gb * haa) - (ga * hab)) / determinant);
            var most = value * (1 + Rounding);
            value = Objective(x, offsets, y, a - da, b - db);
            for (var halving = 0; halving < Halvings && !(value <= most); halving++)
            {
                (da, db) = (da / 2, db / 2);
                value = Objective(x, offsets, y, a - da, b - db);
            }

            a -= da;
            b -= db;
            if (Math.Abs(da) + Math.Abs(db) < Tolerance)
                break;
        }

        return (a, b);
    }

    private double Objective(ReadOnlySpan<double> x, ReadOnlySpan<double> offsets, ReadOnlySpan<double> y, double a, double b)
    {
        var sum = (SlopeWeight * (a - PriorSlope) * (a - PriorSlope) / 2) + (InterceptWeight * b * b / 2);
        for (var k = 0; k < x.Length; k++)
            sum += Logistic.LogLoss((a * x[k]) + b + (offsets.IsEmpty ? 0 : offsets[k]), y[k]);
        return sum;
    }
}
