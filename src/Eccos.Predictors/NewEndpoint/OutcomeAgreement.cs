using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Which endpoints err together beyond what texts and the difficulty of queries tell, such as those that take the first option when in doubt:
/// one factor more in the item response model of <see cref="QueryDifficulty"/>,
/// <code>
/// P(y_ij = 1 | e_i) = sigmoid(kappa z_ij + e_i + lambda_j u_i)
/// u_i = sum_k v_k r_ik / s          r_ik = (y_ik - P_ik) / sqrt(P_ik (1 - P_ik)),  P_ik: given what all endpoints but k made of query i
/// </code>
/// v: the first eigenvector of the correlations of r, s: what gives u a variance of 1. lambda_j is fitted by penalised maximum likelihood to a score in which
/// j's own outcomes have no part, as those of an endpoint without history have none. On a query to come u is not known, but an endpoint's
/// lambda, which probes show, goes with the kinds of queries that it is good at.
/// </summary>
internal sealed class OutcomeAgreement
{
    private const int FewestEndpoints = 3;
    private const double Ridge = 1;

    /// <summary>A weak pull on c, for endpoints without outcomes.</summary>
    private const double WeakRidge = 1e-3;

    private const double LeastProbability = 1e-6;

    /// <param name="logits">Out-of-sample logits of the history's queries x known endpoints.</param>
    /// <param name="outcomes">Their outcomes; NaN where an endpoint was not asked.</param>
    /// <param name="difficulty">How hard queries are beyond what their text tells.</param>
    /// <param name="difficulties">The probabilities of the nodes of e for each query, given the outcomes of all known endpoints.</param>
    public OutcomeAgreement(QueryEndpointMatrix logits, QueryEndpointMatrix outcomes, QueryDifficulty difficulty, double[][] difficulties)
    {
        var (n, count) = (logits.QueryCount, logits.EndpointCount);
        Scores = new double[n];
        Loadings = new double[count];
        if (count < FewestEndpoints)
            return;
        var expected = new double[n, count];
        var residuals = Matrix<double>.Build.Dense(n, count);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < count; j++)
            {
                if (double.IsNaN(outcomes[i, j]))
                    continue;
                var p = expected[i, j] = Math.Clamp(difficulty.ExpectedByOthers(difficulties[i], logits[i, j], outcomes[i, j]), LeastProbability, 1 - LeastProbability);
                residuals[i, j] = (outcomes[i, j] - p) / Math.Sqrt(p * (1 - p));
            }
        }

        for (var j = 0; j < count; j++)
        {
            var size = residuals.Column(j).L2Norm() / Math.Sqrt(n);
            if (size > 0)
                residuals.SetColumn(j, residuals.Column(j) / size);
        }

        var first = (residuals.TransposeThisAndMultiply(residuals) / n).Evd(Symmetricity.Symmetric).EigenVectors.Column(count - 1);
        Scores = Score(residuals, first);
        for (var j = 0; j < count; j++)
        {
            var others = first.Clone();
            others[j] = 0;
            Loadings[j] = Loading(Score(residuals, others), expected, outcomes, j);
        }
    }

    /// <summary>u of every query of the history.</summary>
    public double[] Scores { get; }

    /// <summary>lambda of every known endpoint.</summary>
    public double[] Loadings { get; }

    private static double[] Score(Matrix<double> residuals, Vector<double> weights)
    {
        var u = residuals * weights;
        var deviation = Math.Sqrt(u.Average(value => value * value));
        return deviation > 0 ? [.. u / deviation] : [.. u];
    }

    /// <summary>lambda of log-loss(y, logit P + c + lambda u) + lambda^2 / 2.</summary>
    private static double Loading(double[] u, double[,] expected, QueryEndpointMatrix outcomes, int j)
    {
        int[] asked = [.. Enumerable.Range(0, u.Length).Where(i => !double.IsNaN(outcomes[i, j]))];
        return new LogisticLine(0, Ridge, WeakRidge).Fit(
            Array.ConvertAll(asked, i => u[i]),
            Array.ConvertAll(asked, i => Math.Log(expected[i, j] / (1 - expected[i, j]))),
            Array.ConvertAll(asked, i => outcomes[i, j])).Slope;
    }
}
