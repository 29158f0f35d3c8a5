namespace Eccos;

/// <summary>Joins queries, prediction and prices into what is expected of every query on every endpoint.</summary>
internal sealed class ProblemBuilder(ModelPool pool, ITokenCounter? tokenCounter)
{
    /// <summary>The part of the problem that does not depend on what is free now.</summary>
    public Forecast Forecast(IReadOnlyList<Query> queries, Prediction prediction, SchedulingGoal goal)
    {
        var inputTokens = InputTokens(queries, prediction);
        var tokens = Whole(CostEstimator.Tokens(prediction, inputTokens));
        var expectedCost = WithSwitches(CostEstimator.Costs(pool, prediction, inputTokens), queries);
        var cost = goal.CostQuantile is { } high ? WithSwitches(CostEstimator.CostQuantile(pool, prediction, inputTokens, high), queries) : expectedCost;
        var counted = goal.QualityQuantile is { } low ? prediction.With(prediction.SuccessQuantile(low), prediction.StandardError, prediction.HeldOutErrors) : prediction;
        return new Forecast(queries, counted, cost, tokens, Eligible(queries, counted, tokens)) { Expected = prediction, ExpectedCost = expectedCost };
    }

    // A switch away from the endpoint that holds a conversation is paid for like anything else.
    private QueryEndpointMatrix WithSwitches(QueryEndpointMatrix costs, IReadOnlyList<Query> queries)
    {
        double[]? values = null;
        for (var i = 0; i < queries.Count; i++)
        {
            if (queries[i].Affinity is not { SwitchingCostUsd: > 0 } affinity || !pool.TryGetIndex(affinity.Endpoint, out var home))
                continue;
            values ??= costs.Values.ToArray();
            for (var j = 0; j < pool.Count; j++)
                values[(i * pool.Count) + j] += j == home ? 0 : affinity.SwitchingCostUsd;
        }

        return values is null ? costs : new QueryEndpointMatrix(values, pool.Count);
    }

    // As the ledger counts them, so that what the optimizer finds fits there too.
    private static QueryEndpointMatrix Whole(QueryEndpointMatrix tokens)
    {
        var whole = new double[tokens.Values.Length];
        for (var k = 0; k < whole.Length; k++)
            whole[k] = Amount.ClaimedTokens(tokens.Values[k]);
        return new QueryEndpointMatrix(whole, tokens.EndpointCount);
    }

    private int[] InputTokens(IReadOnlyList<Query> queries, Prediction prediction)
    {
        var counts = new int[queries.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            if (queries[i].InputTokens is { } known)
                counts[i] = known;
            else if (NeedsCount(prediction, i))
                counts[i] = Counter(queries[i]).Count(queries[i].Text);
        }

        return counts;
    }

    private bool NeedsCount(Prediction prediction, int i)
    {
        for (var j = 0; j < pool.Count; j++)
        {
            var limited = pool[j].Prices is not null || pool[j].TokensPerMinute is not null || pool[j].ContextWindow is not null;
            if (limited && (prediction.InputTokens is null || double.IsNaN(prediction.InputTokens[i, j])))
                return true;
        }

        return false;
    }

    private ITokenCounter Counter(Query query) => tokenCounter ?? throw new EccosException(
        $"Query '{query.Id}' has no {nameof(Query.InputTokens)} and no {nameof(ITokenCounter)} is registered to count them; set the one or register the other.");

    private bool[] Eligible(IReadOnlyList<Query> queries, Prediction prediction, QueryEndpointMatrix tokens)
    {
        var eligible = new bool[queries.Count * pool.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            for (var j = 0; j < pool.Count; j++)
                eligible[(i * pool.Count) + j] = Eligibility.Breach(queries[i], pool[j], prediction.Success[i, j], tokens[i, j]) is null;
        }

        return eligible;
    }
}
