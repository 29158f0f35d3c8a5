using System.Globalization;

namespace Eccos;

/// <summary>
/// The constrained assignment of N queries to M endpoints (ECCOS, arXiv 2502.20576, equations of the optimizer): x_ij in {0,1},
/// <code>
/// minimise    sum_ij c_ij x_ij                        or maximise (1/N) sum_ij a_ij x_ij
/// subject to  sum_j x_ij = 1                          every query is served once
///             x_ij = 0 where not eligible             tags, allowed endpoints, per-query minimum, context window
///             (1/N) sum_ij a_ij x_ij >= alpha         quality floor
///             sum_i x_ij at most L_j                  workload of endpoint j
///             sum_i t_ij x_ij at most T_j             tokens of endpoint j
///             sum_ij c_ij x_ij at most B              budget
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
        Check(cost, nameof(cost), double.PositiveInfinity, "finite and at least 0");
        Check(quality, nameof(quality), 1, "in [0, 1]");
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
    public Objective Objective { get; init => field = Named(value, nameof(Objective)); }

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
        init => field = Limits(value, nameof(WorkloadLimits), limit => limit is null or >= 0);
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
                Check(value, nameof(Tokens), double.PositiveInfinity, "finite and at least 0");
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
        init => field = Limits(value, nameof(TokenLimits), limit => limit is null || (limit >= 0 && double.IsFinite(limit.Value)));
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
    public InfeasiblePolicy WhenInfeasible { get; init => field = Named(value, nameof(WhenInfeasible)); }

    /// <summary>Prices to start from, such as those of the batch before; an optimizer may be faster with good ones and gives the same guarantees with any.</summary>
    /// <value>
    /// The <see cref="Assignment.ShadowPrices"/> of an assignment over the same endpoints with the same <see cref="Objective"/>, each price finite and at
    /// least 0; <see langword="null"/>, the default, for none.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">A price is negative or not finite, or names an endpoint that is not there.</exception>
    public IReadOnlyList<ShadowPrice>? StartingPrices
    {
        get;
        init => field = value is null ? null : [.. value.Select(price => Checked(price, nameof(StartingPrices)))];
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

    private static T Named<T>(T value, string name)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"One of {string.Join(", ", Enum.GetNames<T>())}.");

    private ShadowPrice Checked(ShadowPrice price, string name)
    {
        ArgumentNullException.ThrowIfNull(price, name);
        if (!(price.Price >= 0 && double.IsFinite(price.Price)))
            throw new ArgumentOutOfRangeException(name, price.Price, $"The price of {price.Kind} is finite and at least 0.");
        if (price.Endpoint is { } j && (j < 0 || j >= EndpointCount))
            throw new ArgumentOutOfRangeException(name, j, $"The endpoint of a price is 0 to {EndpointCount - 1}, or null.");
        return price;
    }

    private IReadOnlyList<T>? Limits<T>(IReadOnlyList<T>? limits, string name, Func<T, bool> allowed)
    {
        if (limits is null)
            return null;
        if (limits.Count != EndpointCount)
            throw new ArgumentException($"{limits.Count} entries; there are {EndpointCount} endpoints.", name);
        for (var j = 0; j < limits.Count; j++)
        {
            if (!allowed(limits[j]))
                throw new ArgumentOutOfRangeException(name, limits[j], $"The limit of endpoint {j} is finite and at least 0, or null for none.");
        }

        return [.. limits];
    }

    private void Check(QueryEndpointMatrix matrix, string name, double highest, string range)
    {
        if (matrix.QueryCount != QueryCount || matrix.EndpointCount != EndpointCount)
        {
            throw new ArgumentException(
                $"{name} is {matrix.QueryCount} x {matrix.EndpointCount}; it must be {QueryCount} queries x {EndpointCount} endpoints.",
                name);
        }

        var values = matrix.Values;
        for (var k = 0; k < values.Length; k++)
        {
            if (!(values[k] >= 0 && values[k] <= highest && double.IsFinite(values[k])))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"{name} of query {k / EndpointCount} on endpoint {k % EndpointCount} is {values[k]}; it must be {range}."),
                    name);
            }
        }
    }
}
