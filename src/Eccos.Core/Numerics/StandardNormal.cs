namespace Eccos;

/// <summary>The standard normal distribution.</summary>
internal static class StandardNormal
{
    /// <summary>
    /// z with Phi(z) = p, to about 1e-9: M. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37
    /// (1988), PPND7, and one step of Newton with <see cref="Cumulative"/>.
    /// </summary>
    /// <param name="p">Greater than 0 and less than 1.</param>
    public static double Quantile(double p)
    {
        var q = p - 0.5;
        double z;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - (q * q);
            z = q * ((((((59.109374720 * r) + 159.29113202) * r) + 50.434271938) * r) + 3.3871327179)
                / ((((((67.187563600 * r) + 78.757757664) * r) + 17.895169469) * r) + 1);
        }
        else
        {
            var r = Math.Sqrt(-Math.Log(Math.Min(p, 1 - p)));
            if (r <= 5)
            {
                r -= 1.6;
                z = ((((((0.17023821103 * r) + 1.3067284816) * r) + 2.7568153900) * r) + 1.4234372777) / ((((0.12021132975 * r) + 0.73700164250) * r) + 1);
            }
            else
            {
                r -= 5;
                z = ((((((0.017337203997 * r) + 0.42868294337) * r) + 3.0812263860) * r) + 6.6579051150) / ((((0.012258202635 * r) + 0.24197894225) * r) + 1);
            }

            z = q < 0 ? -z : z;
        }

        return z - ((Cumulative(z) - p) * Math.Sqrt(2 * Math.PI) * Math.Exp(z * z / 2));
    }

    /// <summary>
    /// Phi(z), to about 1e-15: 1/2 + phi(z) sum z^(2k+1) / (1 3 5 … (2k+1)) near 0, and the continued fraction phi(z) / (z + 1/(z + 2/(z + 3/…))) of the tail
    /// beyond (M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions", 26.2.11 and 26.2.14).
    /// </summary>
    public static double Cumulative(double z)
    {
        const int Depth = 120;
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        var x = Math.Abs(z);
        if (x < 3)
        {
            double term = z, sum = z;
            for (var k = 1; k < Depth && Math.Abs(term) > 1e-17 * Math.Abs(sum); k++)
                sum += term *= z * z / ((2 * k) + 1);
            return 0.5 + (density * sum);
        }

        var fraction = x;
        for (var k = Depth; k > 0; k--)
            fraction = x + (k / fraction);
        return z < 0 ? density / fraction : 1 - (density / fraction);
    }
}
