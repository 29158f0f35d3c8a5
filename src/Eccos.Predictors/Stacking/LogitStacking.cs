namespace Eccos.Predictors;

/// <summary>
/// Stacked generalisation (D. Wolpert 1992; L. Breiman, "Stacked Regressions", 1996, for the non-negative weights) on the logit scale, with
/// each learner's shared difficulty and interaction weighed apart, and by the source that the query may come from:
/// <code>
/// logit a_ij = c_j + sum_s P_is (sum_l u_sl d_l,i + sum_l v_sl g_l,ij)          u_sl, v_sl at least 0
/// </code>
/// Fitted by <see cref="LogitStackingFit"/>.
/// </summary>
/// <param name="Means">m_l,j of each learner's logits.</param>
/// <param name="Intercepts">c_j.</param>
/// <param name="Weights">u and v.</param>
internal sealed record LogitStacking(double[][] Means, double[] Intercepts, StackingWeights Weights)
{
    /// <summary>One query's parts: the shared difficulty as the result, the interactions in <paramref name="own"/>.</summary>
    /// <param name="logits">N x M logits of each learner.</param>
    /// <param name="row">The query.</param>
    /// <param name="sources">P of the query's sources; empty without sources.</param>
    /// <param name="own">Takes M interactions.</param>
    /// <param name="scratch">M numbers.</param>
    public double Blend(double[][] logits, int row, ReadOnlySpan<float> sources, Span<double> own, Span<double> scratch)
    {
        var m = own.Length;
        Span<double> weights = stackalloc double[2 * logits.Length];
        Weights.Weigh(sources, weights);
        own.Clear();
        var shared = 0.0;
        for (var l = 0; l < logits.Length; l++)
        {
            logits[l].AsSpan(row * m, m).CopyTo(scratch);
            shared += weights[l] * Decomposition.Split(scratch, Means[l]);
            VectorMath.AddScaled(own, scratch, weights[logits.Length + l]);
        }

        return shared;
    }
}
