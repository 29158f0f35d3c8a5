namespace Eccos.Predictors;

/// <summary>
/// What each of L learners counts: its view of what all endpoints share and its view of how they differ, apart, and by the source that a query may come from. A
/// learner is not equally good on every kind of query: neighbours tell most where questions come in variants, the kernel where a text's length and numbers make it hard.
/// </summary>
/// <param name="Common">2L: u_l of every learner for what is shared, then v_l for what is not. They weigh where no sources are known, and those of sources are drawn to them.</param>
/// <param name="OfSources">S x 2L: u_sl of every learner, then v_sl; empty without sources.</param>
internal sealed record StackingWeights(double[] Common, double[] OfSources)
{
    /// <summary>All learners count alike.</summary>
    public static StackingWeights Equal(int learners, int sources) =>
        new([.. Enumerable.Repeat(1.0 / learners, 2 * learners)], [.. Enumerable.Repeat(1.0 / learners, 2 * learners * sources)]);

    /// <summary>The weights of one query.</summary>
    /// <param name="sources">P of its sources, most of them 0; empty without.</param>
    /// <param name="weights">Takes 2L weights, sum_s P_s u_sl and sum_s P_s v_sl.</param>
    public void Weigh(ReadOnlySpan<float> sources, Span<double> weights)
    {
        if (sources.IsEmpty)
        {
            Common.CopyTo(weights);
            return;
        }

        weights.Clear();
        for (var s = 0; s < sources.Length; s++)
        {
            if (sources[s] > 0)
                VectorMath.AddScaled(weights, OfSources.AsSpan(s * weights.Length, weights.Length), sources[s]);
        }
    }
}
