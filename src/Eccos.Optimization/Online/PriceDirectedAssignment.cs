namespace Eccos.Optimization;

/// <summary>
/// Price-directed assignment: query t goes to
/// <code>
/// argmin_j  c_tj - p_t a_tj + mu_j                        least cost under a floor
/// argmin_j  p_t c_tj - a_tj + mu_j                        best quality under a budget
/// argmin_j  (1 + q_t) c_tj - (w + p_t) a_tj + mu_j        weighted sum, p and q being 0 without a floor or a budget
/// </code>
/// over the endpoints that may serve it and have room; each floor and budget of a group that the query is in adds its own price to p or q
/// (<see cref="StreamLimits"/>). The prices are the shadow prices of the assignment of a sample (<see cref="TrafficSample"/>) at the
/// aim of <see cref="StreamAim"/>, solved again every K queries, as PORT does once (arXiv 2509.02718); in between, p_t = p exp((aim_t - aim) / k) of each limit, the step
/// of mirror descent in its price.
/// <list type="bullet">
/// <item>At one price the choices are the cheapest of all that reach the same average (H. Everett, "Generalized Lagrange Multiplier Method", 1963);
/// at changing prices they cost at most sum_t p_t (a_t - a*_t) more than any other choices a*, c* (each term is the rule above; mu, where
/// it is not 0, adds sum_t mu_t(j*) - mu_t(j)).</item>
/// <item>Whatever the order, D after T queries is at most R + max_s sum_(t > s) (alpha - A_t), where A_t is the best success within reach of
/// query t: beyond a debt of R, every query must leave it at R, or take the best it can. The average is at least alpha less D / T. In the same
/// way what is spent is at most T b while a query can be had for what the pace leaves. With several limits the same holds of each, T and s counting the queries
/// it is about, as long as one endpoint in reach keeps all of those that are about a query; where none does, the choice says so.</item>
/// </list>
/// </summary>
internal sealed class PriceDirectedAssignment : IOnlineAssignment
{
    private readonly PriceDirectedOptions _options;
    private readonly SchedulingGoal _goal;
    private readonly StreamLimits _limits;
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
        _limits = new StreamLimits(goal);
        _aim = new StreamAim(options);
        _sample = new TrafficSample(endpointCount, options.SampleSize, options.MixOver, options.Seed);
        _shares = new EndpointShares(endpointCount);
        _solver = new PriceSolver(optimizer, _limits);
        _noMu = new double[endpointCount];
    }

    public void Observe(in OnlineQuery query) => _sample.Observe(query);

    public void ObserveCapacity(ReadOnlySpan<EndpointCapacity> capacity) => _shares.Observe(capacity);

    public OnlineChoice Choose(in OnlineQuery query, ReadOnlySpan<bool> free, in OnlineStanding standing)
    {
        if (_arrived >= _solveAt && _sample.Count > 0)
            Solve(standing);
        var prices = Volatile.Read(ref _prices);
        var weights = prices is null ? _limits.Free : _limits.Weights(query.Groups, prices, standing, _aim);
        var (least, most) = _limits.Bounds(query.Groups, standing, _options.MostOwed, isAlone: prices is null);
        var chosenAt = new OnlinePrices(weights.Cost, weights.Quality, prices?.Mu ?? _noMu) { LeastQuality = least, MostCostUsd = most, WhenInfeasible = _goal.WhenInfeasible };
        var (endpoint, keeps) = chosenAt.Choose(query, free);
        return new OnlineChoice(endpoint, keeps, weights.Multiplier(_goal.Objective), _failed) { Prices = chosenAt };
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

    private void Solve(OnlineStanding standing)
    {
        if (Interlocked.Exchange(ref _solving, 1) != 0)
            return;
        _solveAt = _arrived < _options.SolveEvery ? Math.Max(1, 2 * _arrived) : _arrived + _options.SolveEvery;
        var (rows, isReference, last) = (_sample.Snapshot(), _sample.IsReference, _prices);
        var requests = _shares.Next(rows.Count);
        var stood = standing with { Groups = [.. standing.Groups] };
        if (_options.SolveInBackground)
            _ = Task.Run(Work, CancellationToken.None);
        else
            Work();

        // No failure of an optimizer, a host's own included, may keep a query from being placed at the last prices.
        void Work()
        {
            try
            {
                var prices = _solver.Solve(rows, (k, statistics) => _limits.Aim(k, stood, _aim, statistics), isReference, requests, last, _end.Token);
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
