namespace Eccos;

/// <summary>
/// The constrained assignment of N queries to M endpoints (ECCOS, arXiv 2502.20576, equations of the optimizer): x_ij in {0,1},
/// <code>
/// minimise    sum_ij c_ij x_ij                        or maximise (1/N) sum_ij a_ij x_ij, or minimise sum_ij (c_ij - w a_ij) x_ij
/// subject to  sum_j x_ij = 1                          every query is served once
///             x_ij = 0 where not eligible             tags, allowed endpoints, per-query minimum, context window
///             (1/N) sum_ij a_ij x_ij >= alpha         quality floor
///             (1/|S|) sum_i in S a_ij x_ij >= alpha_S  quality floor of a group S of queries
///             sum_i x_ij at most L_j                  workload of endpoint j
///             sum_i t_ij x_ij at most T_j             tokens of endpoint j
///             sum_ij c_ij x_ij at most B              budget
///             sum_i in S c_ij x_ij at most B_S        budget of a group
///             s_j N at most sum_i x_ij at most S_j N  least and most share of endpoint j
/// </code>
/// </summary>
/// <remarks>Immutable; every value is checked as it is set. Safe for use from any thread.</remarks>
public sealed class AssignmentProblem
{
    private readonly bool[]? _eligible;

    /// <summary>States the problem without limits.</summary>
    /// <param name="cost">c_ij in USD, N x M, each finite and 0 or more.</param>
    /// <param name="quality">a_ij, N x M, each in [0, 1].</param>
    /// <exception cref="ArgumentException">The shapes differ or a value is out of range; the message names its place.</exception>
    public AssignmentProblem(QueryEndpointMatrix cost, QueryEndpointMatrix quality)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(quality);
        Cost = cost;
        Quality = quality;
        AssignmentProblemRules.Matrix(cost, QueryCount, EndpointCount, nameof(cost), double.PositiveInfinity, "finite and at least 0");
        AssignmentProblemRules.Matrix(quality, QueryCount, EndpointCount, nameof(quality), 1, "in [0, 1]");
    }

    /// <summary>N, the number of queries; may be 0.</summary>
    public int QueryCount => Cost.QueryCount;

    /// <summary>M, the number of endpoints.</summary>
    public int EndpointCount => Cost.EndpointCount;

    /// <summary>c_ij in USD.</summary>
    public QueryEndpointMatrix Cost { get; }

    /// <summary>a_ij, the success probabilities.</summary>
    public QueryEndpointMatrix Quality { get; }

    /// <summary>What is striven for.</summary>
    /// <value><see cref="Objective.LeastCost"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the named values.</exception>
    public Objective Objective { get; init => field = AssignmentProblemRules.Named(value, nameof(Objective)); }

    /// <summary>w, what one more correct answer is worth where the <see cref="Objective"/> is the weighted sum; without effect otherwise.</summary>
    /// <value>USD, 0 or more; 0 by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double QualityWeight
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(QualityWeight), value, "The weight of quality is finite and at least 0 USD per correct answer.");
    }

    /// <summary>alpha, the least average success probability.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none.</value>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1], or NaN.</exception>
    public double? QualityFloor
    {
        get;
        init => field = value is null or (>= 0 and <= 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(QualityFloor), value, "The quality floor lies in [0, 1], or is null for none.");
    }

    /// <summary>B, the most the batch may cost in USD.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, for no budget.</value>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public double? Budget
    {
        get;
        init => field = value is null || (value >= 0 && double.IsFinite(value.Value))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Budget), value, "The budget is finite and at least 0 USD, or null for none.");
    }

    /// <summary>L_j, the requests each endpoint takes.</summary>
    /// <value>One entry per endpoint, each 0 or more or <see langword="null"/> for no limit; <see langword="null"/>, the default, for no limits.</value>
    /// <exception cref="ArgumentException">Another number of entries, or a negative one.</exception>
    public IReadOnlyList<int?>? WorkloadLimits
    {
        get;
        init => field = AssignmentProblemRules.Limits(value, EndpointCount, nameof(WorkloadLimits), limit => limit is null or >= 0);
    }

    /// <summary>t_ij, the tokens each query takes on each endpoint.</summary>
    /// <value>N x M, each finite and 0 or more; <see langword="null"/>, the default, when no tokens are limited.</value>
    /// <exception cref="ArgumentException">Another shape, or a value out of range.</exception>
    public QueryEndpointMatrix? Tokens
    {
        get;
        init
        {
            if (value is not null)
                AssignmentProblemRules.Matrix(value, QueryCount, EndpointCount, nameof(Tokens), double.PositiveInfinity, "finite and at least 0");
            field = value;
        }
    }

    /// <summary>T_j, the tokens each endpoint takes; needs <see cref="Tokens"/>.</summary>
    /// <value>
    /// One entry per endpoint, each finite and 0 or more or <see langword="null"/> for no limit; <see langword="null"/>, the default, for no limits.
    /// </value>
    /// <exception cref="ArgumentException">Another number of entries, or one out of range.</exception>
    /// <exception cref="InvalidOperationException">There are limits, but no <see cref="Tokens"/> that they could limit.</exception>
    public IReadOnlyList<double?>? TokenLimits
    {
        get => field is null || Tokens is not null
            ? field
            : throw new InvalidOperationException($"{nameof(TokenLimits)} are set, but {nameof(Tokens)} are not; without them no tokens can be limited.");
        init => field = AssignmentProblemRules.Limits(value, EndpointCount, nameof(TokenLimits), limit => limit is null || (limit >= 0 && double.IsFinite(limit.Value)));
    }

    /// <summary>Groups of queries with a floor or a budget of their own, kept beside those of the batch.</summary>
    /// <value>Empty, the default, for none. Names differ; a query may be in several groups.</value>
    /// <exception cref="ArgumentException">A name stands twice, a place is out of range or stands twice, or a limit is out of range; the message lists every breach.</exception>
    public IReadOnlyList<QueryGroup> Groups { get; init => field = QueryGroupRules.Checked(value, QueryCount, nameof(Groups)); } = [];

    /// <summary>s_j, the least part of all queries that each endpoint is to serve: a commitment.</summary>
    /// <value>
    /// One entry per endpoint, each in [0, 1] or <see langword="null"/> for none; <see langword="null"/>, the default, for none at all. Of N queries the endpoint
    /// serves at least s_j N, rounded down, so that shares which fit together do so for every N.
    /// </value>
    /// <exception cref="ArgumentException">Another number of entries, or one out of range.</exception>
    public IReadOnlyList<double?>? MinimumShares
    {
        get;
        init => field = AssignmentProblemRules.Limits(value, EndpointCount, nameof(MinimumShares), share => share is null or (>= 0 and <= 1), "a share in [0, 1]");
    }

    /// <summary>S_j, the largest part of all queries that each endpoint may serve.</summary>
    /// <value>
    /// One entry per endpoint, each in [0, 1] or <see langword="null"/> for none; <see langword="null"/>, the default, for none at all. Of N queries the endpoint
    /// serves at most S_j N, rounded up.
    /// </value>
    /// <exception cref="ArgumentException">Another number of entries, or one out of range.</exception>
    public IReadOnlyList<double?>? MaximumShares
    {
        get;
        init => field = AssignmentProblemRules.Limits(value, EndpointCount, nameof(MaximumShares), share => share is null or (>= 0 and <= 1), "a share in [0, 1]");
    }

    /// <summary>Which endpoints may serve which query.</summary>
    /// <value>N x M, row after row; empty, the default, when every endpoint may serve every query.</value>
    /// <exception cref="ArgumentException">Another number of entries.</exception>
    public ReadOnlyMemory<bool> Eligible
    {
        get => _eligible;
        init => _eligible = value.Length == 0 || value.Length == QueryCount * EndpointCount
            ? value.Length == 0 ? null : value.ToArray()
            : throw new ArgumentException($"{value.Length} entries; {QueryCount} queries x {EndpointCount} endpoints need {QueryCount * EndpointCount}.", nameof(Eligible));
    }

    /// <summary>What is to happen when no assignment keeps all limits.</summary>
    /// <value><see cref="InfeasiblePolicy.Report"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the named values.</exception>
    public InfeasiblePolicy WhenInfeasible { get; init => field = AssignmentProblemRules.Named(value, nameof(WhenInfeasible)); }

    /// <summary>Prices to start from, such as those of the batch before; an optimizer may be faster with good ones and gives the same guarantees with any.</summary>
    /// <value>
    /// The <see cref="Assignment.ShadowPrices"/> of an assignment over the same endpoints with the same <see cref="Objective"/>, each price finite and at
    /// least 0; <see langword="null"/>, the default, for none.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">A price is negative or not finite, or names an endpoint that is not there.</exception>
    public IReadOnlyList<ShadowPrice>? StartingPrices
    {
        get;
        init => field = value is null ? null : [.. value.Select(price => AssignmentProblemRules.Price(price, EndpointCount, nameof(StartingPrices)))];
    }

    /// <summary>Whether an endpoint may serve a query.</summary>
    /// <param name="query">i, 0 to N - 1.</param>
    /// <param name="endpoint">j, 0 to M - 1.</param>
    /// <returns><see langword="true"/> when x_ij may be 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such query or endpoint.</exception>
    public bool IsEligible(int query, int endpoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(query, QueryCount);
        ArgumentOutOfRangeException.ThrowIfNegative(endpoint);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(endpoint, EndpointCount);
        return _eligible is null || _eligible[(query * EndpointCount) + endpoint];
    }
}
