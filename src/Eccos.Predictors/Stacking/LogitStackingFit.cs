namespace Eccos.Predictors;

/// <summary>
/// Fits <see cref="LogitStacking"/> to out-of-fold forecasts by maximum likelihood with the penalties of <see cref="StackingDesign"/>, and |c - m|^2 / 2, in Newton
/// steps, each a non-negative quadratic programme that <see cref="NonNegativeDescent"/> solves.
/// </summary>
internal sealed class LogitStackingFit(StackingDesign design, double[][] means, BaseForecast forecast, float[] success)
{
    private const int NewtonSteps = 12;
    private const double Tolerance = 1e-6;

    private readonly int _m = forecast.EndpointCount;
    private readonly int _count = design.Count + forecast.EndpointCount;

    public static LogitStacking Fit(BaseForecast forecast, float[] success)
    {
        var means = Array.ConvertAll(forecast.Logits, values => Decomposition.Means(values, forecast.EndpointCount));
        var design = new StackingDesign(forecast, forecast.Logits, means);
        var variables = new LogitStackingFit(design, means, forecast, success).Solve();
        return new LogitStacking(means, variables[design.Count..], design.WeightsOf(variables));
    }

    /// <summary>The variables of the design, then c.</summary>
    private double[] Solve()
    {
        var start = new double[_count];
        start.AsSpan(0, design.Count).Fill(design.Start);
        for (var j = 0; j < _m; j++)
            start[design.Count + j] = means.Average(mean => mean[j]);
        var beta = (double[])start.Clone();
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (hessian, gradient) = Normal(beta);
            design.AddPenalty(hessian, gradient, beta);
            for (var c = design.Count; c < _count; c++)
            {
                hessian[c, c] += 1;
                gradient[c] += beta[c] - start[c];
            }

            if (NonNegativeDescent.Solve(hessian, gradient, beta, design.Count, design.Blocks) < Tolerance)
                break;
        }

        return beta;
    }

    private (double[,] Hessian, double[] Gradient) Normal(double[] beta)
    {
        var (hessian, gradient) = (new double[_count, _count], new double[_count]);
        var (places, factors, f) = (new int[_count], new double[_count], new double[_count]);
        for (var i = 0; i < forecast.QueryCount; i++)
        {
            var active = design.Active(i, places, factors);
            for (var j = 0; j < _m; j++)
            {
                var k = (i * _m) + j;
                if (float.IsNaN(success[k]))
                    continue;
                design.Read(k, places.AsSpan(0, active), factors, f);
                var c = design.Count + j;
                var logit = beta[c];
                for (var a = 0; a < active; a++)
                    logit += beta[places[a]] * f[a];
                var p = Logistic.Sigmoid(logit);
                var (r, v) = (p - success[k], Math.Max(p * (1 - p), 1e-6));
                gradient[c] += r;
                hessian[c, c] += v;
                for (var a = 0; a < active; a++)
                {
                    var (x, va) = (places[a], v * f[a]);
                    gradient[x] += r * f[a];
                    hessian[c, x] += va;
                    for (var b = 0; b <= a; b++)
                        hessian[x, places[b]] += va * f[b];
                }
            }
        }

        NonNegativeDescent.Mirror(hessian);
        return (hessian, gradient);
    }
}
