namespace Eccos.Predictors;

/// <summary>Fits <see cref="AmountStacking"/> to out-of-fold forecasts by non-negative least squares with the penalties of <see cref="StackingDesign"/>.</summary>
internal static class AmountStackingFit
{
    /// <param name="forecast">The forecasts.</param>
    /// <param name="labels">N x M log amounts less the mean of their endpoint; NaN where there is none.</param>
    public static AmountStacking Fit(BaseForecast forecast, float[] labels)
    {
        var m = forecast.EndpointCount;
        var none = Array.ConvertAll(forecast.Amounts, _ => new double[m]);
        var design = new StackingDesign(forecast, forecast.Amounts, none);
        var beta = new double[design.Count];
        Array.Fill(beta, design.Start);
        var (hessian, gradient) = (new double[design.Count, design.Count], new double[design.Count]);
        var (places, factors, f) = (new int[design.Count], new double[design.Count], new double[design.Count]);
        for (var i = 0; i < forecast.QueryCount; i++)
        {
            var active = design.Active(i, places, factors);
            for (var k = i * m; k < (i + 1) * m; k++)
            {
                if (float.IsNaN(labels[k]))
                    continue;
                design.Read(k, places.AsSpan(0, active), factors, f);
                var r = -(double)labels[k];
                for (var a = 0; a < active; a++)
                    r += beta[places[a]] * f[a];
                for (var a = 0; a < active; a++)
                {
                    gradient[places[a]] += r * f[a];
                    for (var b = 0; b <= a; b++)
                        hessian[places[a], places[b]] += f[a] * f[b];
                }
            }
        }

        NonNegativeDescent.Mirror(hessian);
        design.AddPenalty(hessian, gradient, beta);
        NonNegativeDescent.Solve(hessian, gradient, beta, beta.Length, design.Blocks);
        return new AmountStacking(design.WeightsOf(beta));
    }
}
