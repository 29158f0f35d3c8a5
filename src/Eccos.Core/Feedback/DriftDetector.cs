namespace Eccos;

/// <summary>
/// Page's test in both directions on the residuals of one endpoint, with Hinkley's estimate of when the change began:
/// <code>
/// x_t = y_t - p_t                                 0 on average while the predictions are calibrated
/// U_t = sum over i at most t of (x_i - delta)     alarm when U_t - min U > lambda: better than predicted
/// D_t = sum over i at most t of (x_i + delta)     alarm when max D - D_t > lambda: worse than predicted
/// the change began after argmin U, or argmax D
/// </code>
/// (E. S. Page, "Continuous inspection schemes", Biometrika 41, 1954; D. V. Hinkley, "Inference about the change-point from cumulative sum tests",
/// Biometrika 58, 1971). The mean under no change is known to be 0, so none is estimated.
/// </summary>
/// <remarks>Not safe for concurrent use; <see cref="LabelFeedback"/> guards it.</remarks>
internal sealed class DriftDetector
{
    /// <summary>The labels that are remembered for recalibration.</summary>
    public const int Memory = 1024;

    private readonly Queue<(double Predicted, double Label)> _recent = new();
    private double _up;
    private double _lowest;
    private double _down;
    private double _highest;
    private int _sinceLowest;
    private int _sinceHighest;

    /// <summary>Takes a label in.</summary>
    /// <param name="predicted">p_t, in [0, 1].</param>
    /// <param name="label">y_t, in [0, 1].</param>
    /// <param name="delta">How far the mean may be from 0.</param>
    /// <param name="lambda">The excess that is a drift.</param>
    /// <returns>The predictions and labels since the change began when this one raised an alarm; the detector has started anew then. Empty otherwise.</returns>
    public (double Predicted, double Label)[] Add(double predicted, double label, double delta, double lambda)
    {
        if (_recent.Count == Memory)
            _recent.Dequeue();
        _recent.Enqueue((predicted, label));

        var x = label - predicted;
        _up += x - delta;
        _down += x + delta;
        _sinceLowest++;
        _sinceHighest++;
        if (_up <= _lowest)
            (_lowest, _sinceLowest) = (_up, 0);
        if (_down >= _highest)
            (_highest, _sinceHighest) = (_down, 0);

        var since = _up - _lowest > lambda ? _sinceLowest : _highest - _down > lambda ? _sinceHighest : 0;
        if (since == 0)
            return [];
        (double, double)[] changed = [.. _recent.Skip(Math.Max(0, _recent.Count - since))];
        _recent.Clear();
        (_up, _lowest, _down, _highest, _sinceLowest, _sinceHighest) = (0, 0, 0, 0, 0, 0);
        return changed;
    }
}
