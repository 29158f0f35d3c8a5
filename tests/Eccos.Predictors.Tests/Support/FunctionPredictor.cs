namespace Eccos.Predictors.Tests;

/// <summary>A predictor whose success probabilities, and output tokens, are what functions of the query's text say.</summary>
internal sealed class FunctionPredictor(IReadOnlyList<string> endpoints, Func<string, double[]> success, Func<string, double[]>? tokens = null, double standardError = 0) : IPredictor
{
    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) => ValueTask.FromResult(Predict(queries));

    public Prediction Predict(IReadOnlyList<Query> queries)
    {
        var m = endpoints.Count;
        double[] values = [.. queries.SelectMany(query => success(query.Text))];
        return new Prediction(endpoints, new QueryEndpointMatrix(values, m), new QueryEndpointMatrix([.. Enumerable.Repeat(standardError, values.Length)], m))
        {
            OutputTokens = tokens is null ? null : new QueryEndpointMatrix([.. queries.SelectMany(query => tokens(query.Text))], m),
        };
    }
}
