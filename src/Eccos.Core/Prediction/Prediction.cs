using System.Globalization;

namespace Eccos;

/// <summary>
/// What a predictor says of every query x endpoint: the success probability a_ij with its standard error, and the tokens, or, where an
/// endpoint has no prices, the cost.
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. It knows no prices: costs follow from it and a <see cref="ModelPool"/> by
/// <see cref="CostEstimator"/>, so that prices can change without a new prediction.
/// </remarks>
public sealed class Prediction
{
    /// <summary>Makes a prediction. The matrices are kept, not copied; so are the names.</summary>
    /// <param name="endpoints">The endpoints' names, in the order of the columns; names differ.</param>
    /// <param name="success">Success probabilities a_ij, each in [0, 1].</param>
    /// <param name="standardError">Their standard errors, each finite and 0 or more.</param>
    /// <exception cref="ArgumentException">Shapes differ, a name stands twice or a value is out of range; the message names the place.</exception>
    public Prediction(IReadOnlyList<string> endpoints, QueryEndpointMatrix success, QueryEndpointMatrix standardError)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(success);
        ArgumentNullException.ThrowIfNull(standardError);
        if (endpoints.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException($"An endpoint has no name among {string.Join(", ", endpoints.Select(name => $"'{name}'"))}.", nameof(endpoints));
        if (endpoints.CountBy(name => name, StringComparer.Ordinal).FirstOrDefault(entry => entry.Value > 1).Key is { } twice)
            throw new ArgumentException($"Endpoint '{twice}' stands twice among {string.Join(", ", endpoints)}; names differ.", nameof(endpoints));
        Endpoints = endpoints;
        Success = success;
        Check(success, nameof(success), value => value is >= 0 and <= 1, "in [0, 1]");
        StandardError = Checked(standardError, nameof(standardError));
    }

    /// <summary>The endpoints' names, in the order of the columns.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>N, the number of queries.</summary>
    public int QueryCount => Success.QueryCount;

    /// <summary>The success probabilities a_ij, each in [0, 1].</summary>
    public QueryEndpointMatrix Success { get; }

    /// <summary>The standard errors of <see cref="Success"/>.</summary>
    public QueryEndpointMatrix StandardError { get; }

    /// <summary>The expected output tokens; <see langword="null"/> when the predictor knows no tokens.</summary>
    /// <value>Each 0 or more, NaN where the predictor has none for that endpoint.</value>
    /// <exception cref="ArgumentException">Another shape, or a negative or infinite value.</exception>
    public QueryEndpointMatrix? OutputTokens { get; init => field = CheckedOptional(value, nameof(OutputTokens)); }

    /// <summary>
    /// The median of the output tokens: as many answers are shorter as are longer, where the expectation, on which cost rests, follows the few
    /// long ones; <see langword="null"/> when the predictor has none.
    /// </summary>
    /// <value>Each 0 or more, NaN where the predictor has none for that endpoint.</value>
    /// <exception cref="ArgumentException">Another shape, or a negative or infinite value.</exception>
    public QueryEndpointMatrix? MedianOutputTokens { get; init => field = CheckedOptional(value, nameof(MedianOutputTokens)); }

    /// <summary>
    /// The expected input tokens, the endpoint's own prompt around the query included; <see langword="null"/> when the query's own count
    /// is all there is.
    /// </summary>
    /// <value>Each 0 or more, NaN where the query's own count applies.</value>
    /// <exception cref="ArgumentException">Another shape, or a negative or infinite value.</exception>
    public QueryEndpointMatrix? InputTokens { get; init => field = CheckedOptional(value, nameof(InputTokens)); }

    /// <summary>The expected cost in USD, learned from recorded costs; used for endpoints without prices alone.</summary>
    /// <value>Each 0 or more, NaN where the predictor has none; <see langword="null"/> when it learned no costs.</value>
    /// <exception cref="ArgumentException">Another shape, or a negative or infinite value.</exception>
    public QueryEndpointMatrix? CostUsd { get; init => field = CheckedOptional(value, nameof(CostUsd)); }

    /// <summary>
    /// The names of endpoints whose columns are estimated from other endpoints, from published facts and from a few probes, because they have
    /// no history of their own.
    /// </summary>
    /// <value>Empty by default; names among <see cref="Endpoints"/>.</value>
    /// <exception cref="ArgumentException">A name is not among <see cref="Endpoints"/>.</exception>
    public IReadOnlyCollection<string> EstimatedEndpoints
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.FirstOrDefault(name => !Endpoints.Contains(name, StringComparer.Ordinal)) is { } unknown)
                throw new ArgumentException($"'{unknown}' is not among the prediction's endpoints {string.Join(", ", Endpoints)}.", nameof(EstimatedEndpoints));
            field = value;
        }
    } = [];

    /// <summary>What is known of the predictor's errors from queries it had not seen.</summary>
    /// <value><see langword="null"/>, the default, when nothing is. It may name more endpoints than the prediction has.</value>
    public HeldOutErrors? HeldOutErrors { get; init; }

    /// <summary>The shift of each endpoint's logit that its success probabilities hold already, see <see cref="Recalibration"/>; null for none.</summary>
    internal double[]? LogitShifts { get; init; }

    /// <summary>The same, with what has become known of the predictor's errors.</summary>
    /// <param name="errors">The errors; <see langword="null"/> for none.</param>
    public Prediction WithHeldOutErrors(HeldOutErrors? errors) => With(Success, StandardError, errors);

    /// <summary>The same with other success probabilities.</summary>
    /// <param name="success">The probabilities.</param>
    /// <param name="standardError">Their standard errors.</param>
    /// <param name="errors">What is known of their errors.</param>
    /// <param name="logitShifts">The shifts they hold; null for those of these.</param>
    internal Prediction With(QueryEndpointMatrix success, QueryEndpointMatrix standardError, HeldOutErrors? errors, double[]? logitShifts = null) => new(Endpoints, success, standardError)
    {
        OutputTokens = OutputTokens,
        MedianOutputTokens = MedianOutputTokens,
        InputTokens = InputTokens,
        CostUsd = CostUsd,
        EstimatedEndpoints = EstimatedEndpoints,
        HeldOutErrors = errors,
        LogitShifts = logitShifts ?? LogitShifts,
    };

    private QueryEndpointMatrix? CheckedOptional(QueryEndpointMatrix? matrix, string name) => matrix is null ? null : Checked(matrix, name, orMissing: true);

    private QueryEndpointMatrix Checked(QueryEndpointMatrix matrix, string name, bool orMissing = false)
    {
        Check(
            matrix,
            name,
            value => (value >= 0 && double.IsFinite(value)) || (orMissing && double.IsNaN(value)),
            orMissing ? "finite and at least 0, or NaN for none" : "finite and at least 0");
        return matrix;
    }

    private void Check(QueryEndpointMatrix matrix, string name, Func<double, bool> allowed, string range)
    {
        if (matrix.EndpointCount != Endpoints.Count || matrix.QueryCount != Success.QueryCount)
        {
            throw new ArgumentException(
                $"{name} is {matrix.QueryCount} x {matrix.EndpointCount}; it must be {Success.QueryCount} queries x {Endpoints.Count} endpoints.",
                name);
        }

        var values = matrix.Values;
        for (var k = 0; k < values.Length; k++)
        {
            if (!allowed(values[k]))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"{name} of query {k / Endpoints.Count} on '{Endpoints[k % Endpoints.Count]}' is {values[k]}; it must be {range}."),
                    name);
            }
        }
    }
}
