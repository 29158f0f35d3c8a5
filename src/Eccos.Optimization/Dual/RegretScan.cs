using System.Buffers;

namespace Eccos.Optimization;

/// <summary>
/// One pass at given prices, in the problem's own units:
/// <code>
/// r_ij   = f_ij + sum_k lambda_k g_kij + mu_j - pi_j + nu_j t_ij
/// Bound  = sum_i min_j r_ij - sum_k lambda_k G_k - sum_j mu_j L_j + sum_j pi_j l_j - sum_j nu_j T_j
/// rho_ij = r_ij - min_l r_il
/// f(x) - Bound = sum_i rho_i,x(i) + every price x the slack of its limit       for every assignment x
/// </code>
/// so that only options of small regret occur in good assignments.
/// </summary>
internal sealed class RegretScan
{
    private readonly LagrangianForm _form;
    private readonly double[] _price;

    public RegretScan(LagrangianForm form)
        : this(form, new double[form.N * form.M])
    {
    }

    /// <param name="form">The form.</param>
    /// <param name="regrets">Where the regrets go.</param>
    public RegretScan(LagrangianForm form, double[] regrets)
    {
        _form = form;
        _price = new double[form.M];
        Regrets = regrets;
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
        var (m, f, t) = (_form.M, _form.F, _form.T);
        var (g, lambda) = _form is { IsPlain: true, Sides: [{ G: var values }] } ? (values, prices.Lambda[0]) : ([], 0);
        for (var j = 0; j < m; j++)
            _price[j] = prices.Mu[j] - prices.Pi[j];
        var (sum, magnitude) = (0.0, 0.0);
        for (var i = 0; i < _form.N; i++)
        {
            var row = i * m;
            var regrets = Regrets.AsSpan(row, m);
            var (least, best) = (double.PositiveInfinity, 0);
            for (var j = 0; j < m; j++)
            {
                var r = f[row + j] + _price[j];
                if (g.Length > 0)
                    r += lambda * g[row + j];
                if (t.Length > 0)
                    r += prices.Nu[j] * t[row + j];
                regrets[j] = r;
            }

            if (!_form.IsPlain)
                AddSides(i, prices.Lambda, regrets);
            for (var j = 0; j < m; j++)
            {
                if (regrets[j] < least)
                    (least, best) = (regrets[j], j);
            }

            for (var j = 0; j < m; j++)
                regrets[j] -= least;
            Best[i] = best;
            sum += least;
            magnitude += Math.Abs(least) + Magnitude(i, best, prices);
        }

        var paid = 0.0;
        for (var k = 0; k < prices.Lambda.Length; k++)
        {
            var limit = prices.Lambda[k] > 0 ? prices.Lambda[k] * _form.Sides[k].Limit : 0;
            paid += limit;
            magnitude += Math.Abs(limit);
        }

        for (var j = 0; j < m; j++)
        {
            var limits = (prices.Mu[j] > 0 ? prices.Mu[j] * _form.WorkloadLimits[j] : 0) + (prices.Nu[j] > 0 ? prices.Nu[j] * _form.TokenLimits[j] : 0);
            paid += limits - (prices.Pi[j] * _form.LeastLoads[j]);
            magnitude += limits + (prices.Pi[j] * _form.LeastLoads[j]);
        }

        // Recursive summation of n terms errs by at most n units of roundoff of the sum of magnitudes.
        Bound = sum - paid - (2.3e-16 * (_form.N + (3 * m) + prices.Lambda.Length + 8) * magnitude);
    }

    /// <summary>The sizes of what r_ij is the sum of, which may cancel.</summary>
    private double Magnitude(int i, int j, DualPrices prices)
    {
        var sum = Math.Abs(_form.F[(i * _form.M) + j]) + prices.Mu[j] + prices.Pi[j] + (prices.Nu[j] * _form.TOf(i, j));
        if (_form.IsPlain)
            return prices.Lambda.Length == 0 ? sum : sum + Math.Abs(prices.Lambda[0] * _form.Sides[0].G[(i * _form.M) + j]);
        foreach (var (row, at) in _form.SidesOf(i))
            sum += Math.Abs(prices.Lambda[row] * _form.Sides[row].G[at + j]);
        return sum;
    }

    private void AddSides(int i, double[] lambda, Span<double> r)
    {
        foreach (var (row, at) in _form.SidesOf(i))
        {
            if (lambda[row] == 0)
                continue;
            var g = _form.Sides[row].G.AsSpan(at, r.Length);
            for (var j = 0; j < r.Length; j++)
                r[j] += lambda[row] * g[j];
        }
    }

    /// <summary>
    /// The options other than the best of each query, in order of regret: those up to the regret at which <paramref name="queryCount"/> queries
    /// have a second option, and at most <paramref name="highest"/>. Whoever asks for them disposes of them.
    /// </summary>
    /// <param name="queryCount">The number of queries, about.</param>
    /// <param name="highest">The highest regret.</param>
    /// <param name="withBest">Whether the best option of each of these queries follows.</param>
    public PooledList<Option> Smallest(int queryCount, double highest, bool withBest = false)
    {
        if (queryCount < _form.N)
            highest = Math.Min(highest, SecondRegret(queryCount));
        var (count, queries) = Count(highest);
        var list = new PooledList<Option>();
        var options = list.Resize(count + (withBest ? queries : 0));
        var next = 0;
        for (var i = 0; i < _form.N; i++)
        {
            var row = Regrets.AsSpan(i * _form.M, _form.M);
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] <= highest && j != Best[i])
                    options[next++] = new Option(i, j, row[j]);
            }
        }

        options[..count].Sort((a, b) => a.Regret != b.Regret ? a.Regret.CompareTo(b.Regret) : a.Query != b.Query ? a.Query - b.Query : a.Endpoint - b.Endpoint);
        if (withBest)
            AddBest(options, count);
        return list;
    }

    /// <summary>Adds the best option of each query that has others, in the order of these.</summary>
    private void AddBest(Span<Option> options, int count)
    {
        var isThere = new bool[_form.N];
        var next = count;
        foreach (var (i, _, _) in options[..count])
        {
            if (!isThere[i])
                options[next++] = new Option(i, Best[i], 0);
            isThere[i] = true;
        }
    }

    /// <summary>The options up to a regret, and the queries that have any.</summary>
    private (int Options, int Queries) Count(double highest)
    {
        var (options, queries) = (0, 0);
        for (var i = 0; i < _form.N; i++)
        {
            var before = options;
            for (var j = 0; j < _form.M; j++)
                options += Regrets[(i * _form.M) + j] <= highest && j != Best[i] ? 1 : 0;
            queries += options > before ? 1 : 0;
        }

        return (options, queries);
    }

    private double SecondRegret(int rank)
    {
        var seconds = ArrayPool<double>.Shared.Rent(_form.N);
        for (var i = 0; i < _form.N; i++)
        {
            var row = Regrets.AsSpan(i * _form.M, _form.M);
            var second = double.PositiveInfinity;
            for (var j = 0; j < row.Length; j++)
            {
                if (row[j] < second && j != Best[i])
                    second = row[j];
            }

            seconds[i] = second;
        }

        Array.Sort(seconds, 0, _form.N);
        var regret = seconds[rank];
        ArrayPool<double>.Shared.Return(seconds);
        return regret;
    }
}
