namespace Eccos.Optimization;

/// <summary>
/// One pass at given prices, in the problem's own units:
/// <code>
/// r_ij   = f_ij + lambda g_ij + mu_j + nu_j t_ij
/// Bound  = sum_i min_j r_ij - lambda G - sum_j mu_j L_j - sum_j nu_j T_j
/// rho_ij = r_ij - min_l r_il
/// f(x) - Bound = sum_i rho_i,x(i) + lambda slack_G + sum_j mu_j slack_Lj + sum_j nu_j slack_Tj       for every assignment x
/// </code>
/// so that only options of small regret occur in good assignments.
/// </summary>
internal sealed class RegretScan
{
    private readonly LagrangianForm _form;
    private readonly double[] _second;

    public RegretScan(LagrangianForm form)
    {
        _form = form;
        _second = new double[form.N];
        Regrets = new double[form.N * form.M];
        Best = new int[form.N];
    }

    /// <summary>The bound, less what rounding may have added to it.</summary>
    public double Bound { get; private set; }

    /// <summary>rho_ij, row after row; infinite where not eligible.</summary>
    public double[] Regrets { get; }

    /// <summary>The endpoint of regret 0 of each query.</summary>
    public int[] Best { get; }

    /// <summary>Computes everything at the prices.</summary>
    public void Run(DualPrices prices)
    {
        var (m, f, g, t, lambda) = (_form.M, _form.F, _form.G, _form.T, prices.Lambda);
        var (sum, magnitude) = (0.0, 0.0);
        for (var i = 0; i < _form.N; i++)
        {
            var row = i * m;
            var regrets = Regrets.AsSpan(row, m);
            var (least, best) = (double.PositiveInfinity, 0);
            for (var j = 0; j < m; j++)
            {
                var r = f[row + j] + prices.Mu[j];
                if (g.Length > 0)
                    r += lambda * g[row + j];
                if (t.Length > 0)
                    r += prices.Nu[j] * t[row + j];
                regrets[j] = r;
                if (r < least)
                    (least, best) = (r, j);
            }

            for (var j = 0; j < m; j++)
                regrets[j] -= least;
            Best[i] = best;
            sum += least;
            magnitude += Math.Abs(least);
        }

        var paid = lambda > 0 ? lambda * _form.SideLimit : 0;
        magnitude += Math.Abs(paid);
        for (var j = 0; j < m; j++)
        {
            var limits = (prices.Mu[j] > 0 ? prices.Mu[j] * _form.WorkloadLimits[j] : 0) + (prices.Nu[j] > 0 ? prices.Nu[j] * _form.TokenLimits[j] : 0);
            paid += limits;
            magnitude += limits;
        }

        // Recursive summation of n terms errs by at most n units of roundoff of the sum of magnitudes.
        Bound = sum - paid - (2.3e-16 * (_form.N + (2 * m) + 4) * magnitude);
    }

    /// <summary>
    /// The options other than the best of each query, in order of regret: those up to the regret at which <paramref name="queryCount"/> queries
    /// have a second option, and at most <paramref name="highest"/>.
    /// </summary>
    public Option[] Smallest(int queryCount, double highest)
    {
        if (queryCount < _form.N)
            highest = Math.Min(highest, SecondRegret(queryCount));
        var options = new List<Option>();
        for (var i = 0; i < _form.N; i++)
        {
            var row = Regrets.AsSpan(i * _form.M, _form.M);
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] <= highest && j != Best[i])
                    options.Add(new Option(i, j, row[j]));
            }
        }

        options.Sort((a, b) => a.Regret != b.Regret ? a.Regret.CompareTo(b.Regret) : a.Query != b.Query ? a.Query - b.Query : a.Endpoint - b.Endpoint);
        return [.. options];
    }

    private double SecondRegret(int rank)
    {
        for (var i = 0; i < _form.N; i++)
        {
            var row = Regrets.AsSpan(i * _form.M, _form.M);
            var second = double.PositiveInfinity;
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] < second && j != Best[i])
                    second = row[j];
            }

            _second[i] = second;
        }

        Array.Sort(_second);
        return _second[rank];
    }
}
