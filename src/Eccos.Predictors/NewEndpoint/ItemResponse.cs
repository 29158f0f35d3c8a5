using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// The posterior of an endpoint's vector w given the outcomes of probes, by Laplace's approximation with Fisher scoring:
/// <code>
/// log p(w | y) = sum_i y_i log P_i + (1 - y_i) log(1 - P_i) - (w - w0)' A0 (w - w0) / 2        P_i = sum_g q_ig sigmoid(kappa f_i'w + e_g)
/// step = A^-1 [ sum_i (y_i - P_i) P_i' f_i / (P_i (1 - P_i)) - A0 (w - w0) ]                    A = A0 + sum_i P_i'^2 f_i f_i' / (P_i (1 - P_i))
/// </code>
/// q_ig: the difficulty of probe i, P': the derivative by the logit f'w, A0: the prior's precision. The posterior is N(w, A^-1).
/// </summary>
internal static class ItemResponse
{
    private const int Iterations = 50;
    private const int Halvings = 20;
    private const double Tolerance = 1e-10;

    public static EndpointVector Posterior(EndpointVector prior, IReadOnlyList<ProbeEvidence> probes, QueryDifficulty difficulty)
    {
        if (probes.Count == 0)
            return prior;
        var a0 = prior.Covariance.Inverse();
        var w = prior.Mean;
        var value = Objective(w);
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var (gradient, a) = Derivatives(w);
            var step = a.Cholesky().Solve(gradient);
            var length = 1.0;
            var (next, nextValue) = (w + step, Objective(w + step));
            for (var halving = 0; halving < Halvings && nextValue < value; halving++)
            {
                length /= 2;
                next = w + (step * length);
                nextValue = Objective(next);
            }

            var gain = nextValue - value;
            if (gain > 0)
                (w, value) = (next, nextValue);
            if (gain < Tolerance)
                break;
        }

        return new EndpointVector(w, Derivatives(w).A.Inverse());

        double Objective(Vector<double> at)
        {
            var offset = at - prior.Mean;
            var sum = -0.5 * offset.DotProduct(a0 * offset);
            foreach (var probe in probes)
            {
                var p = Response(probe.Features, probe.Difficulty, at, difficulty).P;
                sum += (probe.Correct * Math.Log(p)) + ((1 - probe.Correct) * Math.Log(1 - p));
            }

            return sum;
        }

        (Vector<double> Gradient, Matrix<double> A) Derivatives(Vector<double> at)
        {
            var gradient = -(a0 * (at - prior.Mean));
            var a = a0.Clone();
            foreach (var probe in probes)
            {
                var (p, slope) = Response(probe.Features, probe.Difficulty, at, difficulty);
                var f = Vector<double>.Build.DenseOfArray(probe.Features);
                gradient += f * ((probe.Correct - p) * slope / (p * (1 - p)));
                a += f.OuterProduct(f) * (slope * slope / (p * (1 - p)));
            }

            return (gradient, a);
        }
    }

    /// <summary>P and its derivative by the logit; P stays inside (0, 1).</summary>
    public static (double P, double Slope) Response(double[] features, double[] weights, Vector<double> w, QueryDifficulty difficulty)
    {
        var logit = 0.0;
        for (var k = 0; k < features.Length; k++)
            logit += features[k] * w[k];
        double p = 0, slope = 0;
        for (var g = 0; g < weights.Length; g++)
        {
            var s = Logistic.Sigmoid((difficulty.Kappa * logit) + difficulty.Nodes[g]);
            p += weights[g] * s;
            slope += weights[g] * s * (1 - s) * difficulty.Kappa;
        }

        return (Math.Clamp(p, 1e-9, 1 - 1e-9), slope);
    }
}
