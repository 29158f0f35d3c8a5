namespace Eccos.Predictors;

/// <summary>
/// Fits <see cref="LogitStacking"/> to out-of-fold forecasts by penalised maximum likelihood,
/// <code>
/// minimise sum_ij log-loss(y_ij, a_ij) + lambda / 2 sum_sl ((u_sl - u_l)^2 + (v_sl - v_l)^2) + |(u, v) - 1/L|^2 / 2 + |c - m|^2 / 2
/// </code>
/// in Newton steps, each a non-negative quadratic programme that <see cref="NonNegativeDescent"/> solves.
/// </summary>
internal sealed class LogitStackingFit
{
    private const int NewtonSteps = 12;
    private const double Tolerance = 1e-6;

    /// <summary>lambda: how far the weights of a source are drawn to the common ones.</summary>
    private const double Coupling = 100;

    private readonly int _m;
    private readonly int _s;
    private readonly int _width;
    private readonly int _common;
    private readonly int _count;
    private readonly double[][] _means;
    private readonly double[] _features;
    private readonly BaseForecast _forecast;

    private LogitStackingFit(BaseForecast forecast)
    {
        (_forecast, _m) = (forecast, forecast.EndpointCount);
        _s = forecast.SourceCount;
        _width = 2 * forecast.Logits.Length;
        (_common, _count) = (_s * _width, ((_s + 1) * _width) + _m);
        _means = Array.ConvertAll(forecast.Logits, values => Decomposition.Means(values, _m));
        _features = Features();
    }

    public static LogitStacking Fit(BaseForecast forecast, float[] success)
    {
        var fit = new LogitStackingFit(forecast);
        var beta = fit.Solve(success);
        var common = beta.AsSpan(fit._common, fit._width);
        var l = forecast.Logits.Length;
        return new LogitStacking(fit._means, beta[^fit._m..], common[..l].ToArray(), common[l..].ToArray(), beta[..fit._common]);
    }

    /// <summary>The weights of the sources, the common ones, c.</summary>
    private double[] Solve(float[] success)
    {
        var start = new double[_count];
        start.AsSpan(0, _common + _width).Fill(2.0 / _width);
        for (var j = 0; j < _m; j++)
            start[_common + _width + j] = _means.Average(mean => mean[j]);
        var penalty = Penalty();
        var blocks = Enumerable.Range(0, _s == 0 ? 0 : _width).Select(l => (int[])[.. Enumerable.Range(0, _s + 1).Select(s => (s * _width) + l)]).ToArray();
        var beta = (double[])start.Clone();
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (hessian, gradient) = Normal(success, beta);
            for (var a = 0; a < _count; a++)
            {
                for (var b = 0; b < _count; b++)
                {
                    hessian[a, b] += penalty[a, b];
                    gradient[a] += penalty[a, b] * (beta[b] - start[b]);
                }
            }

            if (NonNegativeDescent.Solve(hessian, gradient, beta, _common + _width, blocks) < Tolerance)
                break;
        }

        return beta;
    }

    private double[,] Penalty()
    {
        var penalty = new double[_count, _count];
        for (var a = _common; a < _count; a++)
            penalty[a, a] = 1;
        for (var a = 0; a < _common; a++)
        {
            var common = _common + (a % _width);
            penalty[a, a] += Coupling;
            penalty[common, common] += Coupling;
            penalty[a, common] -= Coupling;
            penalty[common, a] -= Coupling;
        }

        return penalty;
    }

    /// <summary>d of every learner and g of every learner, for every query and endpoint.</summary>
    private double[] Features()
    {
        var logits = _forecast.Logits;
        var features = new double[logits[0].Length * _width];
        var row = new double[_m];
        for (var i = 0; i < _forecast.QueryCount; i++)
        {
            for (var l = 0; l < logits.Length; l++)
            {
                logits[l].AsSpan(i * _m, _m).CopyTo(row);
                var d = Decomposition.Split(row, _means[l]);
                for (var j = 0; j < _m; j++)
                {
                    var place = ((i * _m) + j) * _width;
                    features[place + l] = d;
                    features[place + logits.Length + l] = row[j];
                }
            }
        }

        return features;
    }

    private (double[,] Hessian, double[] Gradient) Normal(float[] success, double[] beta)
    {
        var (hessian, gradient) = (new double[_count, _count], new double[_count]);
        var (places, factors, f) = (new int[_common + _width], new double[_common + _width], new double[_common + _width]);
        for (var i = 0; i < _forecast.QueryCount; i++)
        {
            var active = Active(i, places, factors);
            for (var j = 0; j < _m; j++)
            {
                var k = (i * _m) + j;
                if (float.IsNaN(success[k]))
                    continue;
                var c = _common + _width + j;
                var logit = beta[c];
                for (var a = 0; a < active; a++)
                {
                    f[a] = factors[a] * _features[(k * _width) + (places[a] % _width)];
                    logit += beta[places[a]] * f[a];
                }

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

        for (var a = 0; a < _count; a++)
        {
            for (var b = 0; b < a; b++)
                hessian[b, a] = hessian[a, b];
        }

        return (hessian, gradient);
    }

    /// <summary>Which weights a query's logits depend on, in their order, and by how much.</summary>
    private int Active(int i, int[] places, double[] factors)
    {
        Span<double> sources = stackalloc double[_s];
        LogitStacking.Count(_forecast.SourcesOf(i), sources);
        var active = 0;
        for (var s = 0; s <= _s; s++)
        {
            var p = s < _s ? sources[s] : _s == 0 ? 1 : 0;
            for (var l = 0; p > 0 && l < _width; l++)
                (places[active], factors[active++]) = ((s * _width) + l, p);
        }

        return active;
    }
}
