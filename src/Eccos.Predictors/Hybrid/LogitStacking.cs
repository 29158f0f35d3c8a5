namespace Eccos.Predictors;

/// <summary>
/// Stacked generalisation (D. Wolpert 1992; L. Breiman, "Stacked Regressions", 1996, for the non-negative weights) on the logit scale, with
/// each learner's shared difficulty and interaction weighed apart, and by the source that the query may come from:
/// <code>
/// logit a_ij = c_j + sum_s P_is (sum_l u_sl d_l,i + sum_l v_sl g_l,ij)          u_sl, v_sl at least 0
/// </code>
/// A learner is not equally good on every kind of query: neighbours tell most where questions come in variants, the kernel where a text's length
/// and numbers make it hard. Fitted by <see cref="LogitStackingFit"/>, which draws the weights of sources to common ones u_l and v_l. Without sources those weigh.
/// </summary>
/// <param name="Means">m_l,j of each learner's logits.</param>
/// <param name="Intercepts">c_j.</param>
/// <param name="Shared">u_l.</param>
/// <param name="Own">v_l.</param>
/// <param name="SourceWeights">S x 2L: u_sl of every learner, then v_sl; empty without sources.</param>
internal sealed record LogitStacking(double[][] Means, double[] Intercepts, double[] Shared, double[] Own, double[] SourceWeights)
{
    private const float LeastProbability = 0.01f;

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
        Weigh(sources, weights);
        own.Clear();
        var shared = 0.0;
        for (var l = 0; l < logits.Length; l++)
        {
            logits[l].AsSpan(row * m, m).CopyTo(scratch);
            shared += weights[l] * Decomposition.Split(scratch, Means[l]);
            for (var j = 0; j < m; j++)
                own[j] += weights[logits.Length + l] * scratch[j];
        }

        return shared;
    }

    /// <summary>The sources that count for a query: those of at least a hundredth, which together make 1.</summary>
    /// <param name="sources">P of S sources.</param>
    /// <param name="counted">Takes P of those that count, 0 of the others.</param>
    public static void Count(ReadOnlySpan<float> sources, Span<double> counted)
    {
        var total = 0.0;
        for (var s = 0; s < sources.Length; s++)
            total += counted[s] = sources[s] >= LeastProbability ? sources[s] : 0;
        for (var s = 0; s < sources.Length; s++)
            counted[s] /= total;
    }

    private void Weigh(ReadOnlySpan<float> sources, Span<double> weights)
    {
        if (sources.IsEmpty)
        {
            Shared.CopyTo(weights);
            Own.CopyTo(weights[Shared.Length..]);
            return;
        }

        Span<double> counted = stackalloc double[sources.Length];
        Count(sources, counted);
        weights.Clear();
        for (var s = 0; s < sources.Length; s++)
            VectorMath.AddScaled(weights, SourceWeights.AsSpan(s * weights.Length, weights.Length), counted[s]);
    }
}
