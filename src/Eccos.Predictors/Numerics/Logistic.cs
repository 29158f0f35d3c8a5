namespace Eccos.Predictors;

/// <summary>The logistic function, its inverse and its mean under a normal distribution.</summary>
internal static class Logistic
{
    /// <summary>Probabilities are kept this far from 0 and 1, so that every logit is finite.</summary>
    public const double Margin = 1e-4;

    /// <summary>1 / (1 + exp(-x)); 0 where exp(-x) overflows.</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Logit(double p)
    {
        p = Math.Clamp(p, Margin, 1 - Margin);
        return Math.Log(p / (1 - p));
    }

    /// <summary>-y ln p - (1 - y) ln(1 - p) at p = sigmoid(logit), finite for every finite logit.</summary>
    public static double LogLoss(double logit, double y) => Math.Max(logit, 0) - (logit * y) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));

    /// <summary>How much wider the logit of a known case is than the logit of its mean over N(0, v): sqrt(1 + pi v / 8), D. MacKay, 1992.</summary>
    public static double Widening(double variance) => Math.Sqrt(1 + (Math.PI * variance / 8));

    /// <summary>The mean of sigmoid(x) over x ~ N(mean, variance), approximately.</summary>
    public static double MeanSigmoid(double mean, double variance) => Sigmoid(mean / Widening(variance));
}
