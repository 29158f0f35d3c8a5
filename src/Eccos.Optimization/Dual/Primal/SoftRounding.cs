namespace Eccos.Optimization;

/// <summary>
/// Error diffusion of the soft assignment p_ij = exp(-rho_ij / tau) / sum: each query goes to the endpoint that lags furthest behind the
/// sum of its p so far. The endpoints' loads end within about one query of the soft ones, also when many queries are alike, where
/// the argmin would send all of them to one endpoint.
/// </summary>
internal static class SoftRounding
{
    public static int[] Round(RegretScan scan, LagrangianForm form, double tau)
    {
        var (m, regrets) = (form.M, scan.Regrets);
        var x = new int[form.N];
        var p = new double[m];
        var behind = new double[m];
        for (var i = 0; i < form.N; i++)
        {
            Probabilities(regrets.AsSpan(i * m, m), tau, p);
            var best = scan.Best[i];
            for (var j = 0; j < m; j++)
            {
                behind[j] += p[j];
                if (p[j] > 1e-3 && behind[j] > behind[best])
                    best = j;
            }

            behind[best] -= 1;
            x[i] = best;
        }

        return x;
    }

    /// <summary>p_ij of one query.</summary>
    /// <param name="regrets">rho_ij.</param>
    /// <param name="tau">The temperature, in the unit of the regrets.</param>
    /// <param name="p">Receives them.</param>
    public static void Probabilities(ReadOnlySpan<double> regrets, double tau, Span<double> p)
    {
        var sum = 0.0;
        for (var j = 0; j < p.Length; j++)
            sum += p[j] = regrets[j] < 20 * tau ? Math.Exp(-regrets[j] / tau) : regrets[j] == 0 ? 1 : 0;
        for (var j = 0; j < p.Length; j++)
            p[j] /= sum;
    }
}
