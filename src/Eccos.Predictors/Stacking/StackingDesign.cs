namespace Eccos.Predictors;

/// <summary>
/// The regression that <see cref="StackingWeights"/> come from: what multiplies each weight in each query's forecasts, and what draws the weights
/// <code>
/// lambda / 2 sum_sl ((u_sl - u_l)^2 + (v_sl - v_l)^2) + |(u, v) - 1/L|^2 / 2
/// </code>
/// Variables are the weights of the sources, then the common ones.
/// </summary>
internal sealed class StackingDesign
{
    /// <summary>lambda.</summary>
    private const double Coupling = 100;

    private readonly BaseForecast _forecast;
    private readonly double[] _features;
    private readonly int _m;
    private readonly int _s;
    private readonly int _width;

    /// <param name="forecast">The out-of-fold forecasts, for their sources.</param>
    /// <param name="values">N x M of each learner: its logits or its log amounts.</param>
    /// <param name="means">M of each learner: what endpoints have in the mean over queries.</param>
    public StackingDesign(BaseForecast forecast, double[][] values, double[][] means)
    {
        (_forecast, _m, _s, _width) = (forecast, forecast.EndpointCount, forecast.SourceCount, 2 * values.Length);
        _features = Features(values, means);
    }

    /// <summary>The number of variables.</summary>
    public int Count => (_s + 1) * _width;

    /// <summary>Weights of a learner in all sources, which are held so close to each other that alone they hardly move.</summary>
    public int[][] Blocks => _s == 0 ? [] : [.. Enumerable.Range(0, _width).Select(l => (int[])[.. Enumerable.Range(0, _s + 1).Select(s => (s * _width) + l)])];

    /// <summary>What every weight is drawn to: all learners alike.</summary>
    public double Start => 2.0 / _width;

    public StackingWeights WeightsOf(double[] variables) => new(variables[(_s * _width)..Count], variables[..(_s * _width)]);

    /// <summary>Which variables a query's forecasts depend on, and by how much.</summary>
    /// <param name="i">The query.</param>
    /// <param name="places">Takes the variables, in their order.</param>
    /// <param name="factors">Takes P of their source.</param>
    /// <returns>How many they are.</returns>
    public int Active(int i, int[] places, double[] factors)
    {
        var sources = _forecast.SourcesOf(i);
        var active = 0;
        for (var s = 0; s <= _s; s++)
        {
            var p = s < _s ? sources[s] : _s == 0 ? 1 : 0;
            for (var l = 0; p > 0 && l < _width; l++)
                (places[active], factors[active++]) = ((s * _width) + l, p);
        }

        return active;
    }

    /// <summary>What multiplies the active variables in the forecast of endpoint k mod M for query k / M.</summary>
    public void Read(int k, ReadOnlySpan<int> places, ReadOnlySpan<double> factors, Span<double> features)
    {
        for (var a = 0; a < places.Length; a++)
            features[a] = factors[a] * _features[(k * _width) + (places[a] % _width)];
    }

    /// <summary>Adds the penalty's curvature and, at <paramref name="variables"/>, its slope.</summary>
    public void AddPenalty(double[,] hessian, double[] gradient, double[] variables)
    {
        for (var l = 0; l < _width; l++)
        {
            var common = (_s * _width) + l;
            hessian[common, common] += 1;
            gradient[common] += variables[common] - Start;
            for (var a = l; a < common; a += _width)
            {
                hessian[a, a] += Coupling;
                hessian[common, common] += Coupling;
                hessian[a, common] -= Coupling;
                hessian[common, a] -= Coupling;
                gradient[a] += Coupling * (variables[a] - variables[common]);
                gradient[common] -= Coupling * (variables[a] - variables[common]);
            }
        }
    }

    /// <summary>What all endpoints share and what they do not, of every learner, for every query and endpoint.</summary>
    private double[] Features(double[][] values, double[][] means)
    {
        var features = new double[values[0].Length * _width];
        var row = new double[_m];
        for (var i = 0; i < _forecast.QueryCount; i++)
        {
            for (var l = 0; l < values.Length; l++)
            {
                values[l].AsSpan(i * _m, _m).CopyTo(row);
                var d = Decomposition.Split(row, means[l]);
                for (var j = 0; j < _m; j++)
                {
                    var place = ((i * _m) + j) * _width;
                    features[place + l] = d;
                    features[place + values.Length + l] = row[j];
                }
            }
        }

        return features;
    }
}
