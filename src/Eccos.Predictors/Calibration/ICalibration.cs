namespace Eccos.Predictors;

/// <summary>Maps logits to calibrated probabilities; increasing, so that no order changes.</summary>
internal interface ICalibration
{
    /// <summary>The calibrated probability, inside (0, 1).</summary>
    double Probability(double logit);
}
