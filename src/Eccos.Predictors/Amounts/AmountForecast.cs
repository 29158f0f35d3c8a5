namespace Eccos.Predictors;

/// <summary>Turns expected amounts into the token and cost columns of a <see cref="Prediction"/>.</summary>
internal static class AmountForecast
{
    /// <param name="endpoints">The columns.</param>
    /// <param name="success">N x M success probabilities.</param>
    /// <param name="standardError">N x M standard errors.</param>
    /// <param name="amounts">N x M expected output tokens or costs, as <paramref name="model"/> has it for the endpoint.</param>
    /// <param name="medians">N x M medians of the same.</param>
    /// <param name="model">What was learned of each endpoint.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="counter">Counts the tokens of queries that carry no count.</param>
    /// <param name="errors">What is known of the predictor's errors.</param>
    public static Prediction Compose(
        IReadOnlyList<string> endpoints,
        double[] success,
        double[] standardError,
        double[] amounts,
        double[] medians,
        AmountModel model,
        IReadOnlyList<Query> queries,
        Lazy<ITokenCounter> counter,
        HeldOutErrors? errors = null)
    {
        var m = endpoints.Count;
        var anyTokens = model.Kinds.Contains(AmountKind.OutputTokens);
        var anyCost = model.Kinds.Contains(AmountKind.CostUsd) || model.OutputPrices.Any(price => !double.IsNaN(price));
        var tokens = anyTokens ? new double[amounts.Length] : null;
        var middles = anyTokens ? new double[amounts.Length] : null;
        var costs = anyCost ? new double[amounts.Length] : null;
        var inputs = model.KnowsOverhead ? new double[amounts.Length] : null;
        for (var i = 0; i < queries.Count; i++)
        {
            var own = inputs is not null || anyCost && anyTokens ? queries[i].InputTokens ?? counter.Value.Count(queries[i].Text) : 0;
            for (var j = 0; j < m; j++)
            {
                var k = (i * m) + j;
                var input = AmountModel.PromptTokens(own, model.Overheads[j]);
                if (inputs is not null)
                    inputs[k] = double.IsNaN(model.Overheads[j]) ? double.NaN : input;
                if (tokens is not null)
                    (tokens[k], middles![k]) = model.Kinds[j] == AmountKind.OutputTokens ? (amounts[k], medians[k]) : (double.NaN, double.NaN);
                if (costs is not null)
                    costs[k] = model.Kinds[j] == AmountKind.CostUsd ? amounts[k] : (input * model.InputPrices[j]) + (amounts[k] * model.OutputPrices[j]);
            }
        }

        return new Prediction(endpoints, Matrix(success)!, Matrix(standardError)!)
        {
            OutputTokens = Matrix(tokens),
            MedianOutputTokens = Matrix(middles),
            InputTokens = Matrix(inputs),
            CostUsd = Matrix(costs),
            HeldOutErrors = errors,
        };

        QueryEndpointMatrix? Matrix(double[]? values) => values is null ? null : new QueryEndpointMatrix(values, m);
    }
}
