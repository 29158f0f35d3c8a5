namespace Eccos.Optimization;

/// <summary>
/// Price-directed assignment: query t goes to
/// <code>
/// argmin_j  c_tj - p_t a_tj + mu_j          least cost under a floor
/// argmin_j  p_t c_tj - a_tj + mu_j          best quality under a budget
/// </code>
/// over the endpoints that may serve it and have room. p and mu are the shadow prices of the assignment of a sample (<see cref="TrafficSample"/>) at the
/// aim of <see cref="StreamAim"/>, solved again every K queries, as PORT does once (arXiv 2509.02718); in between, p_t = p exp((aim_t - aim) / k), the step
/// of mirror descent in the price.
/// <list type="bullet">
/// <item>At one price the choices are the cheapest of all that reach the same average (H. Everett, "Generalized Lagrange Multiplier Method", 1963);
/// at changing prices they cost at most sum_t p_t (a_t - a*_t) more than any other choices a*, c* (each term is the rule above; mu, where
/// it is not 0, adds sum_t mu_t(j*) - mu_t(j)).</item>
/// <item>Whatever the order, D after T queries is at most R + max_s sum_(t > s) (alpha - A_t), where A_t is the best success within reach of
/// query t: beyond a debt of R, every query must leave it at R, or take the best it can. The average is at least alpha less D / T. In the same
/// way what is spent is at most T b while a query can be had for what the pace leaves.</item>
/// </list>
/// </summary>
internal sealed class PriceDirectedAssignment : IOnlineAssignment
{
    private readonly PriceDirectedOptions _options;
    private readonly SchedulingGoal _goal;
    private readonly PricedLimit _limit;
    private readonly StreamAim _aim;
    private readonly TrafficSample _sample;
    private readonly EndpointShares _shares;
    private readonly PriceSolver _solver;
    private readonly double[] _noMu;
    private readonly CancellationTokenSource _end = new();
    private StreamPrices? _prices;
    private long _arrived;
    private long _solveAt;
    private int _solving;
    private volatile bool _failed;

    public PriceDirectedAssignment(SchedulingGoal goal, int endpointCount, PriceDirectedOptions options, IOptimizer optimizer)
    {
        _options = options;
        _goal = goal;
        _limit = goal switch
        {
            { Objective: Objective.LeastCost, QualityFloor: not null } => PricedLimit.Floor,
            { Objective: Objective.BestQuality, BudgetUsd: not null } => PricedLimit.Budget,
            _ => PricedLimit.None,
        };
        _aim = new StreamAim(options);
        _sample = new TrafficSample(endpointCount, options.SampleSize, options.MixOver, options.Seed);
        _shares = new EndpointShares(endpointCount);
        _solver = new PriceSolver(optimizer, goal.Objective, _limit);
        _noMu = new double[endpointCount];
    }

    public void Observe(in OnlineQuery query) => _sample.Observe(query);

    public OnlineChoice Choose(in OnlineQuery query, ReadOnlySpan<bool> free, in OnlineStanding standing)
    {
        if (_arrived >= _solveAt && _sample.Count > 0)
            Solve(standing);
        double? least = _goal.QualityFloor is null ? null : standing.Floor + standing.Deficit - _options.MostOwed;
        double? most = _goal.BudgetUsd is null ? null : standing.Budget - standing.Overspend;
        if (Volatile.Read(ref _prices) is not { } prices)
        {
            // Nothing is known of the stream: until there are prices every query keeps the limits by itself.
            return Pick(query, free, 0, _noMu, least is { } owed ? Math.Max(owed, standing.Floor) : null, most is { } left ? Math.Min(left, standing.Budget) : null);
        }

        var price = _limit == PricedLimit.None ? 0 : prices.At(Aim(standing, prices.Statistics));
        return Pick(query, free, price, prices.Mu, least, most);
    }

    public void Decided(in OnlineQuery query, ReadOnlySpan<bool> free, int endpoint)
    {
        _arrived++;
        _sample.Arrive(query);
        _shares.Count(query, free, endpoint);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private OnlineChoice Pick(in OnlineQuery query, ReadOnlySpan<bool> free, double price, double[] mu, double? least, double? most)
    {
        var weights = StreamWeights.Of(_goal.Objective, price);
        var prices = new OnlinePrices(weights.Cost, weights.Quality, mu) { LeastQuality = least, MostCostUsd = most, WhenInfeasible = _goal.WhenInfeasible };
        var (endpoint, keeps) = prices.Choose(query, free);
        return new OnlineChoice(endpoint, keeps, price, _failed) { Prices = prices };
    }

    private double Aim(in OnlineStanding standing, YieldStatistics statistics) => _limit == PricedLimit.Floor
        ? _aim.Of(standing.Floor, standing.Deficit, standing.Queries, statistics)
        : _aim.Of(-standing.Budget, standing.Overspend, standing.Queries, statistics);

    private void Solve(OnlineStanding standing)
    {
        if (Interlocked.Exchange(ref _solving, 1) != 0)
            return;
        _solveAt = _arrived < _options.SolveEvery ? Math.Max(1, 2 * _arrived) : _arrived + _options.SolveEvery;
        var (rows, isReference, last) = (_sample.Snapshot(), _sample.IsReference, _prices);
        var requests = _shares.Next(rows.Count);
        if (_options.SolveInBackground)
            _ = Task.Run(Work, CancellationToken.None);
        else
            Work();

        // No failure of an optimizer, a host's own included, may keep a query from being placed at the last prices.
        void Work()
        {
            try
            {
                var prices = _solver.Solve(rows, statistics => Aim(standing, statistics), isReference, requests, last, _end.Token);
                _failed = prices is null;
                Volatile.Write(ref _prices, prices ?? last);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                _failed = true;
            }
            finally
            {
                Volatile.Write(ref _solving, 0);
            }
        }
    }
}
