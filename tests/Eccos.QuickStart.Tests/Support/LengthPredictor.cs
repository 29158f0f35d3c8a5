using QuickStart.Scheduling;

namespace Eccos.QuickStart.Tests.Support;

/// <summary>Predicts what each endpoint did on average in training, a little less success and more cost for a longer query.</summary>
internal sealed class LengthPredictor(TrainingSet training) : IPredictor
{
    private readonly double[] _success = TrainingMeans.Success(training);
    private readonly double[] _costUsd = TrainingMeans.CostUsd(training);

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var m = _success.Length;
        var (success, cost) = (new double[queries.Count * m], new double[queries.Count * m]);
        for (var k = 0; k < success.Length; k++)
        {
            var length = queries[k / m].Text.Length;
            success[k] = _success[k % m] * (1 - (length / 20_000.0));
            cost[k] = _costUsd[k % m] * (1 + (length / 400.0));
        }

        return ValueTask.FromResult(new Prediction(training.Endpoints, new QueryEndpointMatrix(success, m), new QueryEndpointMatrix(new double[success.Length], m))
        {
            CostUsd = new QueryEndpointMatrix(cost, m),
        });
    }
}
