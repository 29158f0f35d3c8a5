namespace Eccos.Predictors;

/// <summary>The mean success of each endpoint, (1/2 + sum) / (1 + count), which is known of one that has no outcome too.</summary>
internal static class EndpointMeans
{
    /// <param name="success">N x M scores; NaN where there is none.</param>
    /// <param name="endpoints">M.</param>
    public static double[] Of(ReadOnlySpan<float> success, int endpoints)
    {
        var means = new double[endpoints];
        for (var j = 0; j < endpoints; j++)
        {
            double sum = 0.5, count = 1;
            for (var k = j; k < success.Length; k += endpoints)
            {
                if (!float.IsNaN(success[k]))
                    (sum, count) = (sum + success[k], count + 1);
            }

            means[j] = sum / count;
        }

        return means;
    }
}
