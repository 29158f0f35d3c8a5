namespace Eccos.Optimization;

/// <summary>
/// Projected subgradient ascent on the Lagrangian dual (ECCOS, arXiv 2502.20576; step length of B. T. Polyak, "Minimization of unsmooth functionals", 1969):
/// <code>
/// x_i        = argmin_j c_ij - lambda1 a_ij / N + lambda2_j          (other goals and the limits of groups likewise)
/// lambda1   := max(0, lambda1   + s (alpha - (1/N) sum_ij a_ij x_ij))
/// lambda2_j := max(0, lambda2_j + s (sum_i x_ij - L_j))
/// pi_j      := max(0, pi_j      + s (l_j - sum_i x_ij))              least loads, which the paper has not
/// s          = theta (best feasible - D) / |subgradient|^2           theta halved while D does not rise
/// </code>
/// Every row is divided by its largest possible subgradient entry, so that one step length suits quality, slots and tokens alike.
/// </summary>
internal sealed class SubgradientAscent(LagrangianForm form, LagrangianOptimizerOptions options, SolveClock clock)
{
    private readonly DualPrices _prices = new(form);
    private readonly DualPrices _bestPrices = new(form);
    private readonly RegretScan _scan = new(form);
    private readonly Incumbent _incumbent = new(form, options.RelativeGap);
    private double _bestBound = double.NegativeInfinity;

    public DualGuidedResult Run()
    {
        var (theta, waited) = (options.StepFactor, 0);
        for (var step = 0; step < options.Iterations && !clock.IsTimeUp(); step++)
        {
            _scan.Run(_prices);
            waited = _scan.Bound > _bestBound ? 0 : waited + 1;
            if (waited == 0)
                Keep();
            var state = new SearchState(form, _scan.Best);
            _incumbent.Offer(state.X);
            if (_bestBound > form.HighestF)
                return Result(isInfeasible: true);
            if (_incumbent.X is not null && _incumbent.F - _bestBound <= _incumbent.AllowedGap(_incumbent.F))
                break;
            if (waited >= options.Patience)
                (theta, waited) = (theta / 2, 0);
            if (!Move(state, theta))
                break;
        }

        return Result(isInfeasible: false);
    }

    /// <summary>Moves the multipliers along the subgradient.</summary>
    /// <returns>Whether there was anywhere to go.</returns>
    private bool Move(SearchState state, double theta)
    {
        var square = 0.0;
        for (var k = 0; k < form.Sides.Length; k++)
            square += Square(Side(state, k));
        for (var j = 0; j < form.M; j++)
            square += Square(Workload(state, j)) + Square(LeastLoad(state, j)) + Square(Tokens(state, j));
        if (square == 0)
            return false;

        var target = double.IsFinite(_incumbent.F) ? _incumbent.F : form.HighestF;
        var s = theta * Math.Max(target - _scan.Bound, 1e-12 * Math.Abs(target)) / square;
        for (var k = 0; k < form.Sides.Length; k++)
            _prices.Lambda[k] = Math.Max(0, _prices.Lambda[k] + (s * Side(state, k) / Unit(k)));
        for (var j = 0; j < form.M; j++)
        {
            if (form.WorkloadLimits[j] != int.MaxValue)
                _prices.Mu[j] = Math.Max(0, _prices.Mu[j] + (s * Workload(state, j) / form.N));
            if (form.LeastLoads[j] > 0)
                _prices.Pi[j] = Math.Max(0, _prices.Pi[j] + (s * LeastLoad(state, j) / form.N));
            if (double.IsFinite(form.TokenLimits[j]))
                _prices.Nu[j] = Math.Max(0, _prices.Nu[j] + (s * Tokens(state, j) / Math.Max(form.TokenLimits[j], 1)));
        }

        return true;
    }

    private double Unit(int k) => form.Sides[k].Limit == 0 ? form.Sides[k].Unit(form.M) * form.N : Math.Abs(form.Sides[k].Limit);

    private double Side(SearchState state, int k) => Entry((state.G[k] - form.Sides[k].Limit) / Unit(k), _prices.Lambda[k]);

    private double Workload(SearchState state, int j) =>
        form.WorkloadLimits[j] == int.MaxValue ? 0 : Entry((state.Count[j] - form.WorkloadLimits[j]) / (double)form.N, _prices.Mu[j]);

    private double LeastLoad(SearchState state, int j) =>
        form.LeastLoads[j] == 0 ? 0 : Entry((form.LeastLoads[j] - state.Count[j]) / (double)form.N, _prices.Pi[j]);

    private double Tokens(SearchState state, int j) =>
        double.IsInfinity(form.TokenLimits[j]) ? 0 : Entry((state.Tokens[j] - form.TokenLimits[j]) / Math.Max(form.TokenLimits[j], 1), _prices.Nu[j]);

    /// <summary>A multiplier at 0 does not fall further.</summary>
    private static double Entry(double subgradient, double multiplier) => multiplier == 0 && subgradient < 0 ? 0 : subgradient;

    private static double Square(double value) => value * value;

    private void Keep()
    {
        _bestBound = _scan.Bound;
        _prices.CopyTo(_bestPrices);
    }

    private DualGuidedResult Result(bool isInfeasible)
    {
        var complete = _incumbent.X is not null && _incumbent.F - _bestBound <= _incumbent.AllowedGap(_incumbent.F);
        return new DualGuidedResult(form, _incumbent, Math.Min(_bestBound, _incumbent.F), complete || isInfeasible, isInfeasible, _bestPrices);
    }
}
