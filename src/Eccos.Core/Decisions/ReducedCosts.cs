namespace Eccos;

/// <summary>
/// The reduced cost of a query on an endpoint at the shadow prices of the limits: lambda (floor), beta (budget), mu_j (workload), tau_j (tokens),
/// sigma_j (maximum less minimum share), and lambda_g, beta_g of the groups g that hold the query, of N_g queries each:
/// <code>
/// r_ij = o_ij + (beta + sum_g beta_g) c_ij - (lambda / N + sum_g lambda_g / N_g) a_ij + mu_j + sigma_j / N + tau_j t_ij
/// o_ij = c_ij (least cost), c_ij - w a_ij (weighted sum), -a_ij / N (best quality)
/// </code>
/// in USD, and N times that where the best quality is striven for: the success probability of one query.
/// </summary>
internal sealed class ReducedCosts
{
    private readonly AssignmentProblem _problem;
    private readonly double _unit;
    private readonly double[] _quality;
    private readonly double[] _cost;
    private readonly double[] _slot;
    private readonly double[] _token;

    private ReducedCosts(AssignmentProblem problem, IReadOnlyList<ShadowPrice> prices)
    {
        _problem = problem;
        var n = problem.QueryCount;
        _unit = problem.Objective == Objective.BestQuality ? n : 1;
        _quality = new double[n];
        _cost = new double[n];
        _slot = new double[problem.EndpointCount];
        _token = new double[problem.EndpointCount];
        Array.Fill(_cost, problem.Objective == Objective.BestQuality ? 0 : 1);
        Array.Fill(_quality, problem.Objective switch
        {
            Objective.BestQuality => 1.0 / n,
            Objective.WeightedSum => problem.QualityWeight,
            _ => 0,
        });
        foreach (var price in prices)
            Add(price);
    }

    /// <returns>null when there are no prices to reduce costs by.</returns>
    public static ReducedCosts? At(AssignmentProblem problem, IReadOnlyList<ShadowPrice> prices) => prices.Count == 0 ? null : new ReducedCosts(problem, prices);

    public double this[int query, int endpoint] => WithoutWorkload(query, endpoint) + (_unit * Workload(query, endpoint));

    /// <summary>The reduced cost if the endpoint's slots and tokens were free for the taking.</summary>
    public double WithoutWorkload(int query, int endpoint) =>
        _unit * ((_cost[query] * _problem.Cost[query, endpoint]) - (_quality[query] * _problem.Quality[query, endpoint]));

    private double Workload(int query, int endpoint) => _slot[endpoint] + (_problem.Tokens is { } tokens ? _token[endpoint] * tokens[query, endpoint] : 0);

    private void Add(ShadowPrice price)
    {
        switch (price.Kind)
        {
            case LimitKind.QualityFloor:
                Add(_quality, price.Group, members => price.Price / members);
                break;
            case LimitKind.Budget:
                Add(_cost, price.Group, _ => price.Price);
                break;
            case LimitKind.Workload:
                _slot[price.Endpoint!.Value] += price.Price;
                break;
            case LimitKind.MaximumShare:
                _slot[price.Endpoint!.Value] += price.Price / _problem.QueryCount;
                break;
            case LimitKind.MinimumShare:
                _slot[price.Endpoint!.Value] -= price.Price / _problem.QueryCount;
                break;
            case LimitKind.Tokens:
                _token[price.Endpoint!.Value] += price.Price;
                break;
        }
    }

    private void Add(double[] weights, string? group, Func<int, double> weight)
    {
        var members = group is null ? Enumerable.Range(0, weights.Length).ToArray() : _problem.Groups.First(candidate => candidate.Name == group).Queries;
        foreach (var i in members)
            weights[i] += weight(members.Count);
    }
}
