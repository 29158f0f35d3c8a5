namespace Eccos;

/// <summary>How labels of placements are waited for and learned from.</summary>
public sealed class FeedbackOptions
{
    /// <summary>The placements that are remembered until their label comes; when there are more, the oldest are forgotten. Each holds its query's text.</summary>
    /// <value>0, for no labels, to 10,000,000; default 10,000.</value>
    public int PendingPlacements { get; set; } = 10_000;

    /// <summary>delta of the drift detector: how far the average of label minus predicted success may be from 0 without being a drift.</summary>
    /// <value>0.001 to 0.5; default 0.05.</value>
    public double DriftTolerance { get; set; } = 0.05;

    /// <summary>
    /// lambda of the drift detector: the sum of excess over <see cref="DriftTolerance"/> that is one. A shift of d is found after about lambda / (d - delta)
    /// labels; a false alarm comes about once in exp(2 delta lambda / s^2) s^2 / (2 delta^2) of them, s^2 being the variance of label minus prediction.
    /// </summary>
    /// <value>1 to 10,000; default 12, which is 80 labels for a shift of 0.2, and a false alarm in some 50,000 for s = 0.4.</value>
    public double DriftThreshold { get; set; } = 12;

    internal FeedbackOptions Copy() => (FeedbackOptions)MemberwiseClone();
}
