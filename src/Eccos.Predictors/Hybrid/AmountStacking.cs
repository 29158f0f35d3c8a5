namespace Eccos.Predictors;

/// <summary>
/// Stacking of log amounts, z_ij = sum_l w_l z_l,ij with w_l at least 0, by non-negative least squares on out-of-fold forecasts; cyclic
/// coordinate descent on the normal equations.
/// </summary>
internal static class AmountStacking
{
    /// <returns>w_l; equal weights when there is no label.</returns>
    public static double[] Fit(double[][] amounts, ReadOnlySpan<float> labels)
    {
        var learners = amounts.Length;
        var gram = new double[learners, learners];
        var target = new double[learners];
        var rows = 0;
        for (var k = 0; k < labels.Length; k++)
        {
            if (float.IsNaN(labels[k]))
                continue;
            rows++;
            for (var a = 0; a < learners; a++)
            {
                target[a] += amounts[a][k] * labels[k];
                for (var b = 0; b < learners; b++)
                    gram[a, b] += amounts[a][k] * amounts[b][k];
            }
        }

        var weights = new double[learners];
        Array.Fill(weights, 1.0 / learners);
        if (rows == 0)
            return weights;
        for (var sweep = 0; sweep < 2000; sweep++)
        {
            for (var a = 0; a < learners; a++)
            {
                var slope = -target[a];
                for (var b = 0; b < learners; b++)
                    slope += gram[a, b] * weights[b];
                weights[a] = gram[a, a] > 0 ? Math.Max(weights[a] - (slope / gram[a, a]), 0) : 0;
            }
        }

        return weights;
    }

    /// <summary>sum_l w_l z_l.</summary>
    public static double Blend(double[] weights, double[][] amounts, int k)
    {
        var z = 0.0;
        for (var l = 0; l < weights.Length; l++)
            z += weights[l] * amounts[l][k];
        return z;
    }
}
