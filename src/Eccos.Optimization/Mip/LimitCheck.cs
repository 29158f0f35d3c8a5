namespace Eccos.Optimization;

/// <summary>The limits of a formulation in plain double arithmetic: what an assignment uses of each, and which it breaks.</summary>
internal sealed class LimitCheck
{
    private readonly Formulation _formulation;
    private readonly AssignmentProblem _problem;
    private readonly int[] _requests;
    private readonly double[] _tokens;

    public LimitCheck(Formulation formulation, IReadOnlyList<int> endpointOf)
    {
        _formulation = formulation;
        _problem = formulation.Problem;
        _requests = new int[_problem.EndpointCount];
        _tokens = new double[_problem.EndpointCount];
        for (var i = 0; i < endpointOf.Count; i++)
            Put(i, endpointOf[i], 1);
    }

    /// <summary>The number of queries that are served.</summary>
    public int Served { get; private set; }

    /// <summary>sum_ij c_ij x_ij in USD.</summary>
    public double Cost { get; private set; }

    /// <summary>sum_ij a_ij x_ij</summary>
    public double TotalQuality { get; private set; }

    /// <summary>The average success probability of the served queries; 0 when there is none.</summary>
    public double Quality => Served == 0 ? 0 : TotalQuality / Served;

    /// <summary>The limits that are exceeded by more than the tolerance.</summary>
    public IReadOnlyList<LimitUse> Broken() => [.. All().Where(use => use.IsBroken)];

    /// <summary>
    /// The one limit that is exceeded once a query has moved; <see langword="null"/> when none or several are. Takes for granted that all are
    /// kept before, so that only the floor, the budget and the limits of the new endpoint can break.
    /// </summary>
    public (LimitKind Kind, int? Endpoint)? OnlyBrokenByMoving(int query, int from, int to)
    {
        var leaves = from != Assignment.Unassigned;
        var served = Served + (leaves ? 0 : 1);
        var quality = TotalQuality + _problem.Quality[query, to] - (leaves ? _problem.Quality[query, from] : 0);
        var cost = Cost + _problem.Cost[query, to] - (leaves ? _problem.Cost[query, from] : 0);
        (LimitKind, int?)? only = null;
        var broken = 0;
        if (_formulation.QualityFloor is { } alpha)
            Test(new LimitUse(LimitKind.QualityFloor, null, alpha * served, quality));
        if (_formulation.Budget is { } budget)
            Test(new LimitUse(LimitKind.Budget, null, budget, cost));
        if (_problem.WorkloadLimits?[to] is { } requests)
            Test(new LimitUse(LimitKind.Workload, to, requests, _requests[to] + 1));
        if (_problem is { Tokens: { } tokens, TokenLimits: { } limits } && limits[to] is { } limit)
            Test(new LimitUse(LimitKind.Tokens, to, limit, _tokens[to] + tokens[query, to]));
        return broken == 1 ? only : null;

        void Test(LimitUse use)
        {
            if (!use.IsBroken)
                return;
            broken++;
            only = (use.Kind, use.Endpoint);
        }
    }

    /// <summary>A limit as it is reported: the floor as an average.</summary>
    public BindingLimit Of(LimitKind kind, int? endpoint)
    {
        var use = All().First(use => use.Kind == kind && use.Endpoint == endpoint);
        return kind == LimitKind.QualityFloor
            ? new BindingLimit(kind, null, _formulation.QualityFloor!.Value, Quality)
            : new BindingLimit(kind, endpoint, use.Limit, use.Used);
    }

    private IEnumerable<LimitUse> All()
    {
        if (_formulation.QualityFloor is { } alpha)
            yield return new LimitUse(LimitKind.QualityFloor, null, alpha * Served, TotalQuality);
        if (_formulation.Budget is { } budget)
            yield return new LimitUse(LimitKind.Budget, null, budget, Cost);
        for (var j = 0; j < _problem.EndpointCount; j++)
        {
            if (_problem.WorkloadLimits?[j] is { } requests)
                yield return new LimitUse(LimitKind.Workload, j, requests, _requests[j]);
            if (_problem is { Tokens: not null, TokenLimits: { } limits } && limits[j] is { } tokens)
                yield return new LimitUse(LimitKind.Tokens, j, tokens, _tokens[j]);
        }
    }

    private void Put(int query, int endpoint, int sign)
    {
        if (endpoint == Assignment.Unassigned)
            return;
        Served += sign;
        Cost += sign * _problem.Cost[query, endpoint];
        TotalQuality += sign * _problem.Quality[query, endpoint];
        _requests[endpoint] += sign;
        _tokens[endpoint] += sign * (_problem.Tokens?[query, endpoint] ?? 0);
    }
}
