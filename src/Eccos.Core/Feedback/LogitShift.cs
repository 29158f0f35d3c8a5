namespace Eccos;

/// <summary>
/// Recalibration by a shift b of the logit, p' = sigma(logit p + b), the one that makes labels seen since a change most likely under a normal prior:
/// <code>
/// b = argmax  sum_i y_i ln sigma(l_i + b) + (1 - y_i) ln(1 - sigma(l_i + b)) - b^2 / 2,   l_i = logit p_i
/// </code>
/// The intercept of logistic recalibration (D. R. Cox, "Two further applications of a model for binary regression", Biometrika 45, 1958) with unit prior variance.
/// </summary>
internal static class LogitShift
{
    // A prediction of 0 or 1 has no logit; this close to it, one label in a million could tell.
    private const double Edge = 1e-6;
    private const int MostSteps = 50;

    /// <summary>b for predictions and labels.</summary>
    public static double Fit(ReadOnlySpan<(double Predicted, double Label)> labels)
    {
        // The objective is strictly concave with a slope that falls by at least 1 for every 1 of b: bisection between where it must change sign.
        var (low, high) = (-(double)labels.Length, (double)labels.Length);
        for (var step = 0; step < MostSteps && high - low > 1e-9; step++)
        {
            var b = (low + high) / 2;
            if (Slope(labels, b) > 0)
                low = b;
            else
                high = b;
        }

        return (low + high) / 2;
    }

    /// <summary>p, or the probability next to it that has a logit.</summary>
    public static double Inside(double p) => Math.Clamp(p, Edge, 1 - Edge);

    /// <summary>p shifted by b.</summary>
    public static double Apply(double p, double b) => Sigmoid(Logit(p) + b);

    private static double Slope(ReadOnlySpan<(double Predicted, double Label)> labels, double b)
    {
        var slope = -b;
        foreach (var (predicted, label) in labels)
            slope += label - Sigmoid(Logit(predicted) + b);
        return slope;
    }

    private static double Logit(double p)
    {
        var inside = Inside(p);
        return Math.Log(inside / (1 - inside));
    }

    private static double Sigmoid(double l) => 1 / (1 + Math.Exp(-l));
}
