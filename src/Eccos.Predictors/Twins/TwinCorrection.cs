namespace Eccos.Predictors;

/// <summary>Corrects a query's logits by what the outcomes of its twin tell, where the twin is found by the words of past queries alone.</summary>
/// <remarks>Immutable and safe for use from any thread; callers bring their own scratch memory.</remarks>
/// <param name="index">The past queries' words.</param>
/// <param name="outcomes">Their N x M scores; NaN where there is none.</param>
/// <param name="transfer">What outcomes tell.</param>
internal sealed class TwinCorrection(TwinIndex index, float[] outcomes, TwinTransfer transfer)
{
    public TwinIndex Index => index;

    /// <summary>N x M scores.</summary>
    public ReadOnlySpan<float> Outcomes => outcomes;

    public TwinTransfer Transfer => transfer;

    /// <summary>Adds to the M logits of a text what its twin tells.</summary>
    public void Apply(string text, Span<double> logits, TwinScratch scratch)
    {
        var twin = index.Find(text, except: -1, scratch);
        if (twin.Row >= 0)
            transfer.Apply(twin, outcomes.AsSpan(twin.Row * logits.Length, logits.Length), logits);
    }
}
