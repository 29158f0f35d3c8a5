namespace Eccos.Optimization;

/// <summary>
/// What the next query is to aim at. The dual price of the sample at this aim maximises (D + m) p + H d(p), where d is the dual function of an
/// average query of the sample: the multiplier that makes good the debt D over H queries to come. With a debt D that grows by
/// g = tau - y every query, this is dual averaging, the lazy form of online dual mirror descent, with h = -H d as its reference function
/// (S. Balseiro, H. Lu, V. Mirrokni, "The Best of Many Worlds: Dual Mirror Descent for Online Allocation Problems", arXiv 2011.10124).
/// <code>
/// aim  = tau + z e + r, at most Y0 + 0.98 (Y1 - Y0)       Y0, Y1: the least and the most that y can be on average
/// m    = z sigma sqrt(H/2) min(1, t/H)                    the surplus to hold: around it D strays by sigma sqrt(H/2)
/// e    = sigma / sqrt(n)                                  what a sample of n typical queries leaves unknown
/// r    = (D + m) / H     while less than m is saved
///      = m / H           while more is saved than chance explains, -D > 3 (sigma sqrt(t) + e t): it came from
///                        easier queries than usual, the harder ones are still to come
///      = (D + m) / H'    otherwise: a surplus is spent slowly
/// </code>
/// </summary>
internal readonly struct StreamAim(PriceDirectedOptions options)
{
    private const double MostOfRange = 0.98;
    private const double ChanceDeviations = 3;

    /// <param name="tau">The average of y to hold.</param>
    /// <param name="debt">D.</param>
    /// <param name="t">The queries so far.</param>
    /// <param name="statistics">sigma, n, Y0 and Y1.</param>
    public double Of(double tau, double debt, long t, YieldStatistics statistics)
    {
        var (sigma, h, z) = (statistics.Deviation, (double)options.RepayOver, options.Confidence);
        var m = z * sigma * Math.Sqrt(h / 2) * Math.Min(1, t / h);
        var e = statistics.IsReference ? sigma / Math.Sqrt(statistics.Count) : 0;
        double r;
        if (debt + m > 0)
            r = (debt + m) / h;
        else if (t > 0 && -debt > ChanceDeviations * ((sigma * Math.Sqrt(t)) + (e * t)))
            r = m / h;
        else
            r = (debt + m) / options.MixOver;
        return Math.Min(tau + (z * e) + r, statistics.Least + (MostOfRange * (statistics.Most - statistics.Least)));
    }
}
