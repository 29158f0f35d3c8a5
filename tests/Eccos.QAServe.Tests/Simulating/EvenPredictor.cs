namespace Eccos.QAServe.Tests.Simulating;

/// <summary>Predicts the same of every query on every endpoint.</summary>
internal sealed class EvenPredictor(params string[] endpoints) : IPredictor
{
    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var n = queries.Count * endpoints.Length;
        return ValueTask.FromResult(new Prediction(endpoints, Filled(0.5), Filled(0.1)) { OutputTokens = Filled(100) });

        QueryEndpointMatrix Filled(double value)
        {
            var values = new double[n];
            Array.Fill(values, value);
            return new QueryEndpointMatrix(values, endpoints.Length);
        }
    }
}
