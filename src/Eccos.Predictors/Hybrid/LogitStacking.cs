namespace Eccos.Predictors;

/// <summary>
/// Stacked generalisation (D. Wolpert 1992; L. Breiman, "Stacked Regressions", 1996, for the non-negative weights) on the logit scale, with
/// each learner's shared difficulty and interaction weighed apart:
/// <code>
/// logit a_ij = c_j + sum_l u_l d_l,i + sum_l v_l g_l,ij          u_l, v_l at least 0
/// </code>
/// Fitted to out-of-fold forecasts by penalised maximum likelihood: Newton steps, each a non-negative quadratic programme that cyclic
/// coordinate descent solves.
/// </summary>
/// <param name="Means">m_l,j of each learner's logits.</param>
/// <param name="Intercepts">c_j.</param>
/// <param name="Shared">u_l.</param>
/// <param name="Own">v_l.</param>
internal sealed record LogitStacking(double[][] Means, double[] Intercepts, double[] Shared, double[] Own)
{
    private const int NewtonSteps = 12;
    private const double Ridge = 1;

    public static LogitStacking Fit(double[][] logits, ReadOnlySpan<float> success, int endpoints)
    {
        var learners = logits.Length;
        var means = Array.ConvertAll(logits, values => Decomposition.Means(values, endpoints));
        var features = Features(logits, means, endpoints);
        var count = (2 * learners) + endpoints;
        var beta = new double[count];
        beta.AsSpan(0, 2 * learners).Fill(1.0 / learners);
        for (var j = 0; j < endpoints; j++)
            beta[(2 * learners) + j] = means.Average(mean => mean[j]);
        var start = (double[])beta.Clone();
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (hessian, gradient) = Normal(features, success, beta, endpoints, 2 * learners);
            for (var a = 0; a < count; a++)
            {
                hessian[a, a] += Ridge;
                gradient[a] += Ridge * (beta[a] - start[a]);
            }

            if (Descend(hessian, gradient, beta, 2 * learners) < 1e-6)
                break;
        }

        return new LogitStacking(means, beta[(2 * learners)..], beta[..learners], beta[learners..(2 * learners)]);
    }

    /// <summary>One query's parts: the shared difficulty as the result, the interactions in <paramref name="own"/>.</summary>
    public double Blend(double[][] logits, int row, Span<double> own, Span<double> scratch)
    {
        var m = own.Length;
        own.Clear();
        var shared = 0.0;
        for (var l = 0; l < logits.Length; l++)
        {
            logits[l].AsSpan(row * m, m).CopyTo(scratch);
            shared += Shared[l] * Decomposition.Split(scratch, Means[l]);
            for (var j = 0; j < m; j++)
                own[j] += Own[l] * scratch[j];
        }

        return shared;
    }

    private static double[] Features(double[][] logits, double[][] means, int endpoints)
    {
        var width = 2 * logits.Length;
        var features = new double[logits[0].Length * width];
        var row = new double[endpoints];
        for (var i = 0; i < logits[0].Length / endpoints; i++)
        {
            for (var l = 0; l < logits.Length; l++)
            {
                logits[l].AsSpan(i * endpoints, endpoints).CopyTo(row);
                var d = Decomposition.Split(row, means[l]);
                for (var j = 0; j < endpoints; j++)
                {
                    var place = ((i * endpoints) + j) * width;
                    features[place + l] = d;
                    features[place + logits.Length + l] = row[j];
                }
            }
        }

        return features;
    }

    private static (double[,] Hessian, double[] Gradient) Normal(double[] features, ReadOnlySpan<float> success, double[] beta, int endpoints, int width)
    {
        var hessian = new double[beta.Length, beta.Length];
        var gradient = new double[beta.Length];
        for (var k = 0; k < success.Length; k++)
        {
            if (float.IsNaN(success[k]))
                continue;
            var f = features.AsSpan(k * width, width);
            var c = width + (k % endpoints);
            var logit = beta[c];
            for (var a = 0; a < width; a++)
                logit += beta[a] * f[a];
            var p = Logistic.Sigmoid(logit);
            var (r, v) = (p - success[k], Math.Max(p * (1 - p), 1e-6));
            gradient[c] += r;
            hessian[c, c] += v;
            for (var a = 0; a < width; a++)
            {
                gradient[a] += r * f[a];
                hessian[a, c] += v * f[a];
                for (var b = 0; b <= a; b++)
                    hessian[a, b] += v * f[a] * f[b];
            }
        }

        for (var a = 0; a < width; a++)
        {
            for (var b = 0; b < a; b++)
                hessian[b, a] = hessian[a, b];
            for (var c = width; c < beta.Length; c++)
                hessian[c, a] = hessian[a, c];
        }

        return (hessian, gradient);
    }

    /// <summary>Minimises the quadratic model around beta, the first <paramref name="nonNegative"/> entries at least 0; returns the greatest change.</summary>
    private static double Descend(double[,] hessian, double[] gradient, double[] beta, int nonNegative)
    {
        var start = (double[])beta.Clone();
        var slope = (double[])gradient.Clone();
        for (var sweep = 0; sweep < 2000; sweep++)
        {
            var greatest = 0.0;
            for (var a = 0; a < beta.Length; a++)
            {
                var moved = beta[a] - (slope[a] / hessian[a, a]);
                if (a < nonNegative)
                    moved = Math.Max(moved, 0);
                var change = moved - beta[a];
                if (change == 0)
                    continue;
                beta[a] = moved;
                greatest = Math.Max(greatest, Math.Abs(change));
                for (var b = 0; b < beta.Length; b++)
                    slope[b] += hessian[b, a] * change;
            }

            if (greatest < 1e-9)
                break;
        }

        return beta.Zip(start, (now, before) => Math.Abs(now - before)).Max();
    }
}
