namespace Eccos;

/// <summary>Quantiles of success probabilities.</summary>
public static class SuccessQuantiles
{
    /// <summary>
    /// The success probabilities that the true ones exceed with a given probability, an uncertain one being lowered more than a sure one:
    /// <code>
    /// logit a_q = logit a + z_q tau              tau^2 = ln(1 + (s / (a (1 - a)))^2)
    /// </code>
    /// with a and s the prediction's success probability and standard error and z_q the quantile of the standard normal. The logit is taken to be normal around that
    /// of a, so the odds are lognormal: s / (a (1 - a)) is their coefficient of variation, and tau the spread of a logarithm that has it, which for small s is the delta method.
    /// </summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="quantile">q, more than 0 and less than 1, such as 0.1; a_q grows with it and is a at 0.5.</param>
    /// <returns>N x M probabilities; 0 and 1 stay what they are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is out of range.</exception>
    public static QueryEndpointMatrix SuccessQuantile(this Prediction prediction, double quantile)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (!(quantile > 0 && quantile < 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is more than 0 and less than 1.");
        var z = StandardNormal.Quantile(quantile);
        var lowered = prediction.Success.Values.ToArray();
        for (var k = 0; k < lowered.Length; k++)
            lowered[k] = At(lowered[k], prediction.StandardError.Values[k], z);
        return new QueryEndpointMatrix(lowered, prediction.Endpoints.Count);
    }

    private static double At(double a, double s, double z)
    {
        if (s == 0 || a is 0 or 1)
            return a;
        var relative = s / (a * (1 - a));
        return 1 / (1 + ((1 - a) / a * Math.Exp(-z * Math.Sqrt(Math.Log(1 + (relative * relative))))));
    }
}
