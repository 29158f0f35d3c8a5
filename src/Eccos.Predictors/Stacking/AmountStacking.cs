namespace Eccos.Predictors;

/// <summary>
/// Stacking of log amounts, with what all endpoints share and what they do not weighed apart, and by the source that the query may come from:
/// <code>
/// z_ij = sum_s P_is (sum_l u_sl d_l,i + sum_l v_sl g_l,ij)          d_l,i = mean over endpoints of z_l,ij, g_l,ij what is left
/// </code>
/// Fitted by <see cref="AmountStackingFit"/>.
/// </summary>
internal sealed record AmountStacking(StackingWeights Weights)
{
    /// <summary>z of one query.</summary>
    /// <param name="amounts">N x M log amounts of each learner.</param>
    /// <param name="row">The query.</param>
    /// <param name="sources">P of the query's sources; empty without sources.</param>
    /// <param name="z">Takes M log amounts.</param>
    public void Blend(double[][] amounts, int row, ReadOnlySpan<float> sources, Span<double> z)
    {
        Span<double> weights = stackalloc double[2 * amounts.Length];
        Weights.Weigh(sources, weights);
        z.Clear();
        for (var l = 0; l < amounts.Length; l++)
        {
            var own = amounts[l].AsSpan(row * z.Length, z.Length);
            var d = 0.0;
            foreach (var value in own)
                d += value;
            d /= z.Length;
            VectorMath.AddScaled(z, own, weights[amounts.Length + l]);
            var rest = (weights[l] - weights[amounts.Length + l]) * d;
            foreach (ref var value in z)
                value += rest;
        }
    }
}
