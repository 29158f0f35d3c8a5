using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// What the known endpoints' predicted logits l_ij have in common, and in what they differ:
/// <code>
/// l_ij = beta_j + alpha_j (m_i - m) + sum_k gamma_jk t_ik        m_i: mean over the endpoints, m: mean of all m_i
/// t    = R V S^-1                                                 R = U S V': what beta and alpha leave, t_k of mean 0 and variance 1
/// </code>
/// m_i is a query's easiness and t_i the kinds of queries on which endpoints part. An endpoint is its vector (beta, alpha, gamma), so that
/// one without history is a draw from the distribution of the others' vectors.
/// </summary>
internal sealed class LogitFactors
{
    private const double RelativeTolerance = 1e-6;

    /// <summary>The variance of the m_i, in logits, up to which queries do not differ: what is left is rounding, and slopes by it would be of any size.</summary>
    private const double LeastVariance = 1e-8;

    private readonly double _m;
    private readonly double[] _beta;
    private readonly double[] _alpha;
    private readonly double[][] _v;

    public LogitFactors(QueryEndpointMatrix logits)
    {
        var (n, count) = (logits.QueryCount, logits.EndpointCount);
        var easiness = new double[n];
        for (var i = 0; i < n; i++)
            easiness[i] = Mean(logits.Row(i));
        _m = Mean(easiness);
        var spread = easiness.Sum(value => (value - _m) * (value - _m));
        var differ = spread > LeastVariance * n;

        _beta = new double[count];
        _alpha = new double[count];
        for (var j = 0; j < count; j++)
        {
            for (var i = 0; i < n; i++)
            {
                _beta[j] += logits[i, j] / n;
                _alpha[j] += differ ? logits[i, j] * (easiness[i] - _m) / spread : 0;
            }

            if (!differ)
                _alpha[j] = 1;
        }

        (_v, var s) = Components(logits, easiness);
        Vectors = [.. Enumerable.Range(0, count).Select(j => (double[])[_beta[j], _alpha[j], .. _v.Select((v, k) => v[j] * s[k] * s[k])])];
    }

    /// <summary>Factors as they were fitted before.</summary>
    public LogitFactors(LogitFactorsState state) => (_m, _beta, _alpha, _v, Vectors) = (state.M, state.Beta, state.Alpha, state.V, state.Vectors);

    /// <summary>Everything that was fitted, for saving.</summary>
    public LogitFactorsState State => new(_m, _beta, _alpha, _v, Vectors);

    /// <summary>Length of an endpoint's vector and of a query's features.</summary>
    public int Dimension => 2 + _v.Length;

    /// <summary>(beta_j, alpha_j, gamma_j) of each known endpoint.</summary>
    public IReadOnlyList<double[]> Vectors { get; }

    /// <summary>A query's features (1, m_i - m, t_i): an endpoint's logit is their inner product with its vector.</summary>
    public void Features(ReadOnlySpan<double> logits, Span<double> features)
    {
        features[0] = 1;
        features[1] = Mean(logits) - _m;
        for (var k = 0; k < _v.Length; k++)
        {
            var t = 0.0;
            for (var j = 0; j < logits.Length; j++)
                t += (logits[j] - _beta[j] - (_alpha[j] * features[1])) * _v[k][j];
            features[2 + k] = t;
        }
    }

    /// <returns>The columns of V S^-1, by which R gives t, and S, by descending size.</returns>
    private (double[][] V, double[] S) Components(QueryEndpointMatrix logits, double[] easiness)
    {
        var (n, count) = (logits.QueryCount, logits.EndpointCount);
        var gram = Matrix<double>.Build.Dense(count, count);
        var r = new double[count];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < count; j++)
                r[j] = logits[i, j] - _beta[j] - (_alpha[j] * (easiness[i] - _m));
            for (var j = 0; j < count; j++)
            {
                for (var l = 0; l < count; l++)
                    gram[j, l] += r[j] * r[l] / n;
            }
        }

        var evd = gram.Evd(Symmetricity.Symmetric);
        var order = Enumerable.Range(0, count).Reverse().Where(k => evd.EigenValues[k].Real > Math.Max(evd.EigenValues[count - 1].Real * RelativeTolerance, 1e-12)).ToArray();
        var s = Array.ConvertAll(order, k => Math.Sqrt(evd.EigenValues[k].Real));
        var v = order.Select((k, place) => evd.EigenVectors.Column(k).Divide(s[place]).ToArray()).ToArray();
        return (v, s);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}
