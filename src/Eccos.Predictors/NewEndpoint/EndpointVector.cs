using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>What is known of an endpoint's vector w = (beta, alpha, gamma, lambda): a normal distribution.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Covariance">The covariance.</param>
internal sealed record EndpointVector(Vector<double> Mean, Matrix<double> Covariance)
{
    /// <summary>The mean and variance of the endpoint's logit on a query.</summary>
    /// <param name="features">The query's features; those at the end that nobody knows may be left away.</param>
    public (double Mean, double Variance) Logit(ReadOnlySpan<double> features)
    {
        double mean = 0, variance = 0;
        for (var k = 0; k < features.Length; k++)
        {
            mean += Mean[k] * features[k];
            var row = 0.0;
            for (var l = 0; l < features.Length; l++)
                row += Covariance[k, l] * features[l];
            variance += features[k] * row;
        }

        return (mean, Math.Max(variance, 0));
    }
}
