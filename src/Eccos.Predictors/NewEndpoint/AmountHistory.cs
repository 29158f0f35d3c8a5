namespace Eccos.Predictors;

/// <summary>
/// How the known endpoints' output tokens, or costs, differ, as logarithms, and what follows for an endpoint without history:
/// <code>
/// ln E t_ij = delta_j + sigma_j (b_i - b)                     b_i: mean over the endpoints of ln E t_ij as predicted, b: mean of all b_i
/// ln t_ij   = ln E t_ij - c_j + r_ij,   r_ij = rho r_i + h_ij  c_j: ln of a mean less mean of ln, r_i: mean of the others' r_ij
/// </code>
/// (delta, sigma) of a new endpoint is foretold from its facts and then learned from the probes by Bayesian linear regression, with the variance
/// of h as noise where the history tells r_i and that of r elsewhere.
/// </summary>
internal sealed class AmountHistory
{
    private const double LeastVariance = 1e-4;

    /// <summary>The variance of the b_i up to which queries do not differ: what is left is rounding, and slopes by it would be of any size.</summary>
    private const double LeastSpread = 1e-8;

    private readonly int[] _columns;
    private readonly double[] _delta;
    private readonly double[] _sigma;
    private readonly double[] _level;
    private readonly double[] _shared;
    private readonly double _b;
    private readonly double _c;
    private readonly double _noise;
    private readonly double _noiseAlone;
    private readonly double _least;
    private readonly double _lowest;
    private readonly double _highest;

    private AmountHistory(QueryEndpointMatrix predicted, QueryEndpointMatrix recorded, int[] columns, double least)
    {
        var (n, m) = (predicted.QueryCount, columns.Length);
        (_columns, _least) = (columns, least);
        _level = new double[n];
        for (var i = 0; i < n; i++)
            _level[i] = Level(predicted.Row(i));
        (_b, _lowest, _highest) = (_level.Average(), _level.Min(), _level.Max());
        var spread = _level.Sum(value => (value - _b) * (value - _b));
        (_delta, _sigma) = (new double[m], new double[m]);
        var residual = new double[n, m];
        for (var k = 0; k < m; k++)
        {
            var slope = 0.0;
            for (var i = 0; i < n; i++)
            {
                var log = Log(predicted[i, columns[k]]);
                _delta[k] += log / n;
                slope += log * (_level[i] - _b);
                residual[i, k] = Log(recorded[i, columns[k]]) - log;
            }

            _sigma[k] = spread > LeastSpread * n ? slope / spread : 1;
            _c += Center(residual, k) / m;
        }

        (var rho, _noise, _noiseAlone) = Shared(residual);
        _shared = new double[n];
        for (var i = 0; i < n; i++)
            _shared[i] = rho * Mean(residual, i, except: -1);
    }

    /// <summary>A model as it was fitted before.</summary>
    public AmountHistory(AmountHistoryState state)
    {
        (_columns, _delta, _sigma, _level, _shared) = (state.Columns, state.Delta, state.Sigma, state.Level, state.Shared);
        (_lowest, _highest) = (_level.Min(), _level.Max());
        (_b, _c, _noise, _noiseAlone, _least) = (state.B, state.C, state.Noise, state.NoiseAlone, state.Least);
    }

    /// <summary>Everything that was fitted, for saving.</summary>
    public AmountHistoryState State => new(_columns, _delta, _sigma, _level, _shared, _b, _c, _noise, _noiseAlone, _least);

    /// <summary>The model of the endpoints of which amounts are both predicted and recorded; null when there is none.</summary>
    public static AmountHistory? Fit(QueryEndpointMatrix? predicted, QueryEndpointMatrix recorded, double least)
    {
        if (predicted is null || predicted.QueryCount == 0)
            return null;
        int[] columns = [.. Enumerable.Range(0, predicted.EndpointCount).Where(j =>
            Enumerable.Range(0, predicted.QueryCount).All(i => !double.IsNaN(predicted[i, j])) && Enumerable.Range(0, predicted.QueryCount).Any(i => !double.IsNaN(recorded[i, j])))];
        return columns.Length == 0 ? null : new AmountHistory(predicted, recorded, columns, least);
    }

    /// <summary>An endpoint's amounts from its facts and the amounts of its probes.</summary>
    /// <param name="known">The endpoints of the history.</param>
    /// <param name="endpoint">The endpoint without history.</param>
    /// <param name="probes">Row in the history or -1, the base predictor's amounts on the query, and the amount.</param>
    public EstimatedAmount Forecast(IReadOnlyList<Endpoint> known, Endpoint endpoint, IEnumerable<(int Row, double[] Predicted, double Amount)> probes)
    {
        var endpoints = EndpointComparison.Of([.. _columns.Select(j => known[j])], endpoint);
        var (delta, deltaVariance) = FactRegression.Predict(endpoints, _delta);
        var (sigma, sigmaVariance) = FactRegression.Predict(endpoints, _sigma);
        return Learn(new NormalLine(delta, sigma, Math.Max(deltaVariance, LeastVariance), Math.Max(sigmaVariance, LeastVariance)), probes);
    }

    /// <summary>An endpoint's amounts after further probes, or labels.</summary>
    /// <param name="line">What was known before.</param>
    /// <param name="probes">Row in the history or -1, the base predictor's amounts on the query, and the amount.</param>
    public EstimatedAmount Learn(NormalLine line, IEnumerable<(int Row, double[] Predicted, double Amount)> probes)
    {
        foreach (var (row, predicted, amount) in probes)
        {
            var x = row >= 0 ? _level[row] - _b : Offset(predicted);
            line = line.Observe(x, Log(amount) + _c - (row >= 0 ? _shared[row] : 0), row >= 0 ? _noise : _noiseAlone);
        }

        return new EstimatedAmount(this, line);
    }

    /// <summary>
    /// b_i - b of a query, within the range of the history: where nothing was seen, the line is not drawn on. A query of which the base predictor does not
    /// tell these amounts, given as NaN or none at all, is like the history on average.
    /// </summary>
    public double Offset(ReadOnlySpan<double> predicted)
    {
        var level = predicted.IsEmpty ? double.NaN : Level(predicted);
        return double.IsNaN(level) ? 0 : Math.Clamp(level, _lowest, _highest) - _b;
    }

    private double Level(ReadOnlySpan<double> predicted)
    {
        var sum = 0.0;
        foreach (var j in _columns)
            sum += Log(predicted[j]);
        return sum / _columns.Length;
    }

    private double Log(double amount) => Math.Log(Math.Max(amount, _least));

    /// <summary>Takes the mean out of a column, leaving what was not recorded NaN.</summary>
    /// <returns>The mean, with its sign turned: c_j.</returns>
    private static double Center(double[,] residual, int column)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < residual.GetLength(0); i++)
        {
            if (!double.IsNaN(residual[i, column]))
                (sum, count) = (sum + residual[i, column], count + 1);
        }

        for (var i = 0; i < residual.GetLength(0); i++)
            residual[i, column] -= sum / count;
        return -sum / count;
    }

    private static (double Rho, double Noise, double NoiseAlone) Shared(double[,] residual)
    {
        double cross = 0, squares = 0, own = 0, count = 0;
        for (var i = 0; i < residual.GetLength(0); i++)
        {
            for (var k = 0; k < residual.GetLength(1); k++)
            {
                var r = residual[i, k];
                if (double.IsNaN(r))
                    continue;
                var others = Mean(residual, i, except: k);
                cross += r * others;
                squares += others * others;
                own += r * r;
                count++;
            }
        }

        var rho = squares > 0 ? Math.Clamp(cross / squares, 0, 1) : 0;
        var noise = (own - (2 * rho * cross) + (rho * rho * squares)) / count;
        return (rho, Math.Max(noise, LeastVariance), Math.Max(own / count, LeastVariance));
    }

    private static double Mean(double[,] residual, int i, int except)
    {
        double sum = 0, count = 0;
        for (var k = 0; k < residual.GetLength(1); k++)
        {
            if (k != except && !double.IsNaN(residual[i, k]))
                (sum, count) = (sum + residual[i, k], count + 1);
        }

        return count > 0 ? sum / count : 0;
    }
}
