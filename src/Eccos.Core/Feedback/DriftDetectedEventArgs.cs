namespace Eccos;

/// <summary>An endpoint whose answers have become better or worse than predicted.</summary>
/// <param name="endpoint">The endpoint's name.</param>
/// <param name="labels">The labels since the change began, as far as they are remembered.</param>
/// <param name="meanResidual">The average of label minus predicted success over them.</param>
/// <param name="logitShift">What is added to the logit of the endpoint's success probabilities from now on, earlier shifts included.</param>
public sealed class DriftDetectedEventArgs(string endpoint, int labels, double meanResidual, double logitShift) : EventArgs
{
    /// <summary>The endpoint's name.</summary>
    public string Endpoint { get; } = endpoint;

    /// <summary>The labels since the change began, as far as they are remembered; 1 or more.</summary>
    public int Labels { get; } = labels;

    /// <summary>The average of label minus predicted success over them; negative when answers became worse.</summary>
    public double MeanResidual { get; } = meanResidual;

    /// <summary>What is added to the logit of the endpoint's success probabilities from now on, earlier shifts included.</summary>
    public double LogitShift { get; } = logitShift;
}
