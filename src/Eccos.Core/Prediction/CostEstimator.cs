namespace Eccos;

/// <summary>
/// The costs c_ij that follow from a prediction and today's prices: c_ij = input tokens x input price + output tokens x output price, or,
/// for an endpoint without prices, the cost that the predictor learned.
/// </summary>
public static class CostEstimator
{
    /// <summary>The cost in USD of every query x endpoint.</summary>
    /// <param name="pool">The endpoints with their prices; j runs over the pool.</param>
    /// <param name="prediction">The prediction, whose columns are the pool's, in the pool's order (see <see cref="PredictionSelection"/>).</param>
    /// <param name="inputTokens">The input tokens of each query, each 0 or more, used where the prediction has none of its own.</param>
    /// <returns>N x M costs in USD, each finite and 0 or more.</returns>
    /// <exception cref="ArgumentException">The prediction's columns are not the pool's, or the tokens are not those of its queries or negative.</exception>
    /// <exception cref="EccosException">An endpoint has neither prices with predicted tokens nor a learned cost; it is never read as free.</exception>
    public static QueryEndpointMatrix Costs(ModelPool pool, Prediction prediction, ReadOnlySpan<int> inputTokens)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(prediction);
        if (!prediction.Endpoints.SequenceEqual(pool.Names, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The prediction's columns are {string.Join(", ", prediction.Endpoints)}; the pool's are {string.Join(", ", pool.Names)}, in this order.",
                nameof(prediction));
        }

        Check(inputTokens, prediction);
        var costs = new double[prediction.QueryCount * pool.Count];
        for (var i = 0; i < prediction.QueryCount; i++)
        {
            for (var j = 0; j < pool.Count; j++)
                costs[(i * pool.Count) + j] = Cost(pool[j], prediction, i, j, inputTokens[i]);
        }

        return new QueryEndpointMatrix(costs, pool.Count);
    }

    /// <summary>
    /// The cost in USD that every query x endpoint stays below with a given probability: output tokens, or learned costs, at that quantile of what held-out queries
    /// showed them to vary by (<see cref="AmountSpread"/>). Input tokens count as they are expected.
    /// </summary>
    /// <param name="pool">The endpoints with their prices; j runs over the pool.</param>
    /// <param name="prediction">The prediction, whose columns are the pool's, in the pool's order.</param>
    /// <param name="inputTokens">The input tokens of each query, each 0 or more, used where the prediction has none of its own.</param>
    /// <param name="quantile">More than 0 and less than 1, such as 0.9; costs grow with it.</param>
    /// <returns>N x M costs in USD, each finite and 0 or more.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Costs"/>, or the quantile is out of range.</exception>
    /// <exception cref="EccosException">As for <see cref="Costs"/>, or the prediction's <see cref="Prediction.HeldOutErrors"/> do not tell how amounts vary.</exception>
    public static QueryEndpointMatrix CostQuantile(ModelPool pool, Prediction prediction, ReadOnlySpan<int> inputTokens, double quantile)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(prediction);
        return Costs(pool, AtQuantile(pool, prediction, quantile), inputTokens);
    }

    /// <summary>The expected input and output tokens of every query x endpoint.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="inputTokens">The input tokens of each query, each 0 or more, used where the prediction has none of its own.</param>
    /// <returns>N x M tokens; output tokens that nobody predicts count as 0.</returns>
    /// <exception cref="ArgumentException">The tokens are not those of the prediction's queries, or negative.</exception>
    public static QueryEndpointMatrix Tokens(Prediction prediction, ReadOnlySpan<int> inputTokens)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        Check(inputTokens, prediction);
        var m = prediction.Endpoints.Count;
        var tokens = new double[prediction.QueryCount * m];
        for (var k = 0; k < tokens.Length; k++)
        {
            var output = prediction.OutputTokens?.Values[k] ?? 0;
            tokens[k] = Input(prediction, k / m, k % m, inputTokens[k / m]) + (double.IsNaN(output) ? 0 : output);
        }

        return new QueryEndpointMatrix(tokens, m);
    }

    private static Prediction AtQuantile(ModelPool pool, Prediction prediction, double quantile)
    {
        var errors = prediction.HeldOutErrors;
        return new Prediction(prediction.Endpoints, prediction.Success, prediction.StandardError)
        {
            OutputTokens = Scaled(prediction.OutputTokens, errors?.OutputTokens, endpoint => endpoint.Prices is not null, "output tokens"),
            CostUsd = Scaled(prediction.CostUsd, errors?.CostUsd, endpoint => endpoint.Prices is null, "costs"),
            InputTokens = prediction.InputTokens,
        };

        QueryEndpointMatrix? Scaled(QueryEndpointMatrix? expected, AmountSpread? spread, Func<Endpoint, bool> needs, string what)
        {
            if (expected is null || !pool.Any(needs))
                return expected;
            if (spread is null)
                throw new EccosException($"The predictor has not learned how far {what} lie from their expectation, which a quantile of cost needs; fit it anew, on 100 records or more with outcomes of two endpoints, or leave {nameof(SchedulingGoal.CostQuantile)} out.");
            var ratios = prediction.Endpoints.Select(name => spread.Ratio(name, quantile)).ToArray();
            var values = expected.Values.ToArray();
            for (var k = 0; k < values.Length; k++)
                values[k] *= ratios[k % ratios.Length];
            return new QueryEndpointMatrix(values, ratios.Length);
        }
    }

    private static void Check(ReadOnlySpan<int> inputTokens, Prediction prediction)
    {
        if (inputTokens.Length != prediction.QueryCount)
            throw new ArgumentException($"{inputTokens.Length} entries; the prediction is of {prediction.QueryCount} queries.", nameof(inputTokens));
        if (inputTokens.IndexOfAnyInRange(int.MinValue, -1) is >= 0 and var i)
            throw new ArgumentOutOfRangeException(nameof(inputTokens), inputTokens[i], $"The input tokens of query {i} are at least 0.");
    }

    private static double Cost(Endpoint endpoint, Prediction prediction, int i, int j, int ownInputTokens)
    {
        if (endpoint.Prices is { } prices && prediction.OutputTokens?[i, j] is { } output && !double.IsNaN(output))
            return prices.CostUsd(Input(prediction, i, j, ownInputTokens), output);
        if (endpoint.Prices is null && prediction.CostUsd?[i, j] is { } cost && !double.IsNaN(cost))
            return cost;
        throw new EccosException(endpoint.Prices is null
            ? $"Endpoint '{endpoint.Name}' has no prices and the predictor learned no costs for it; give it prices, or train on records with cost_usd."
            : $"Endpoint '{endpoint.Name}' has prices but the predictor learned no output tokens for it; train on records with output_tokens, or leave its prices out so that cost_usd is learned.");
    }

    private static double Input(Prediction prediction, int i, int j, int own) =>
        prediction.InputTokens?[i, j] is { } predicted && !double.IsNaN(predicted) ? predicted : own;
}
