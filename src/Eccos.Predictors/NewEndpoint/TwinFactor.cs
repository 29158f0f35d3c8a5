using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// How endpoints differ in what a query's twin tells of them,
/// <code>
/// b_ij - b_i = eta_j x_i + rest          b_ij: what the twin adds to the logit of endpoint j, b_i: mean over the endpoints, x of variance 1
/// </code>
/// eta x: the first principal component. What a twin tells of an endpoint rests on what that endpoint made of the twin, so that b_i says little of one that was
/// not asked; yet endpoints that err together do so on twins as well, and the eta of one without history follows from probes.
/// </summary>
/// <param name="Direction">By which b_i1, b_i2, ... give x_i, one number per known endpoint that sum to 0.</param>
/// <param name="Loadings">eta of each known endpoint.</param>
internal sealed record TwinFactor(double[] Direction, double[] Loadings)
{
    private const double LeastVariance = 1e-12;

    /// <param name="logits">Out-of-sample logits of the history's queries x known endpoints.</param>
    /// <param name="untwinned">The same without what twins tell.</param>
    /// <returns>The factor; null where twins tell nothing in which endpoints differ.</returns>
    public static TwinFactor? Create(QueryEndpointMatrix logits, QueryEndpointMatrix untwinned)
    {
        var (n, count) = (logits.QueryCount, logits.EndpointCount);
        var gram = Matrix<double>.Build.Dense(count, count);
        var b = new double[count];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < count; j++)
                b[j] = logits[i, j] - untwinned[i, j];
            var mean = b.Average();
            for (var j = 0; j < count; j++)
            {
                for (var k = 0; k < count; k++)
                    gram[j, k] += (b[j] - mean) * (b[k] - mean) / n;
            }
        }

        var evd = gram.Evd(Symmetricity.Symmetric);
        var variance = evd.EigenValues[count - 1].Real;
        if (variance <= LeastVariance)
            return null;
        var (first, s) = (evd.EigenVectors.Column(count - 1), Math.Sqrt(variance));
        return new TwinFactor([.. first / s], [.. first * s]);
    }

    /// <summary>x of one query.</summary>
    public double Feature(ReadOnlySpan<double> logits, ReadOnlySpan<double> untwinned)
    {
        var x = 0.0;
        for (var j = 0; j < logits.Length; j++)
            x += Direction[j] * (logits[j] - untwinned[j]);
        return x;
    }
}
