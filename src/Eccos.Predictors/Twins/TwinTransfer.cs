namespace Eccos.Predictors;

/// <summary>
/// What the outcomes of a query's twin t tell of the query, beyond what the learners make of it:
/// <code>
/// logit_ij += w sum_k B_jk (y_tk - mean_k)          w = sqrt((s - s0) / (1 - s0)),  s: likeness of t, s0: <see cref="LeastLikeness"/>
/// </code>
/// Twins are as often opposites as alike: of two questions that differ in the one word on which the answer turns, an endpoint that always takes
/// the first option is right on one alone, and which one, the other endpoints tell. So B is learned, sign and all, and apart for twins whose
/// common words stand in the same order and for those where they do not.
/// </summary>
/// <param name="Means">mean_k, each endpoint's mean success.</param>
/// <param name="Same">B for words in the same order, M x M, row after row.</param>
/// <param name="Reordered">B for words in another order.</param>
internal sealed record TwinTransfer(double[] Means, double[] Same, double[] Reordered)
{
    /// <summary>s0: two texts that share fewer of their words are no twins.</summary>
    public const double LeastLikeness = 0.8;

    public static TwinTransfer None(int endpoints) => new(new double[endpoints], new double[endpoints * endpoints], new double[endpoints * endpoints]);

    /// <summary>Whether twins tell nothing.</summary>
    public bool IsNone => Same.All(b => b == 0) && Reordered.All(b => b == 0);

    /// <summary>w of a twin.</summary>
    public static double Weight(Twin twin) => Math.Sqrt(Math.Max(twin.Likeness - LeastLikeness, 0) / (1 - LeastLikeness));

    /// <summary>Adds to a query's M logits what the outcomes of its twin tell.</summary>
    /// <param name="twin">The twin; may be none.</param>
    /// <param name="outcomes">y_t, M scores; NaN where there is none.</param>
    /// <param name="logits">M logits.</param>
    public void Apply(Twin twin, ReadOnlySpan<float> outcomes, Span<double> logits)
    {
        var w = Weight(twin);
        var b = twin.Reordered ? Reordered : Same;
        for (var k = 0; k < outcomes.Length; k++)
        {
            if (float.IsNaN(outcomes[k]))
                continue;
            var r = w * (outcomes[k] - Means[k]);
            for (var j = 0; j < logits.Length; j++)
                logits[j] += b[(j * logits.Length) + k] * r;
        }
    }
}
