namespace Eccos.Experiments.Predictors;

/// <summary>The costs that follow from a prediction, where any do: unlike a schedule, a file of predictions may leave some out.</summary>
internal static class KnownCosts
{
    /// <summary>N x M costs in USD, NaN for endpoints without prices and tokens to multiply, and without a learned cost.</summary>
    public static QueryEndpointMatrix Of(ModelPool pool, Prediction prediction, ReadOnlySpan<int> inputTokens)
    {
        Endpoint[] priced = [.. pool.Where((endpoint, j) => IsKnown(endpoint.Prices is null ? prediction.CostUsd : prediction.OutputTokens, j))];
        var values = new double[prediction.QueryCount * pool.Count];
        Array.Fill(values, double.NaN);
        if (priced.Length > 0)
        {
            var known = new ModelPool(priced);
            var costs = CostEstimator.Costs(known, prediction.For(known), inputTokens);
            for (var k = 0; k < values.Length; k++)
            {
                if (known.TryGetIndex(pool[k % pool.Count].Name, out var j))
                    values[k] = costs[k / pool.Count, j];
            }
        }

        return new QueryEndpointMatrix(values, pool.Count);
    }

    private static bool IsKnown(QueryEndpointMatrix? amounts, int j)
    {
        for (var i = 0; i < amounts?.QueryCount; i++)
        {
            if (double.IsNaN(amounts[i, j]))
                return false;
        }

        return amounts is not null;
    }
}
