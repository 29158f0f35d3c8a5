namespace Eccos.Predictors;

/// <summary>
/// p = sigmoid(a logit + b), a and b by maximum likelihood in Newton steps (J. Platt, "Probabilistic Outputs for Support Vector Machines",
/// 1999). A weak prior at a = 1, b = 0 keeps few labels from moving it far.
/// </summary>
internal sealed record PlattScaling(double Slope, double Intercept) : ICalibration
{
    private const double Prior = 4;
    private const int NewtonSteps = 30;
    private const double FlattestSlope = 0.05;

    public static PlattScaling Identity { get; } = new(1, 0);

    public static PlattScaling Fit(ReadOnlySpan<double> logits, ReadOnlySpan<double> success)
    {
        double a = 1, b = 0;
        for (var step = 0; step < NewtonSteps; step++)
        {
            double ga = Prior * (a - 1), gb = Prior * b, haa = Prior, hab = 0, hbb = Prior;
            for (var k = 0; k < logits.Length; k++)
            {
                var p = 1 / (1 + Math.Exp(-((a * logits[k]) + b)));
                var (r, v) = (p - success[k], p * (1 - p));
                ga += r * logits[k];
                gb += r;
                haa += v * logits[k] * logits[k];
                hab += v * logits[k];
                hbb += v;
            }

            var determinant = (haa * hbb) - (hab * hab);
            var (da, db) = (((ga * hbb) - (gb * hab)) / determinant, ((gb * haa) - (ga * hab)) / determinant);
            a -= da;
            b -= db;
            if (Math.Abs(da) + Math.Abs(db) < 1e-9)
                break;
        }

        return double.IsFinite(a) && double.IsFinite(b) ? new PlattScaling(Math.Max(a, FlattestSlope), b) : Identity;
    }

    public double Probability(double logit) => 1 / (1 + Math.Exp(-((Slope * logit) + Intercept)));
}
