namespace Eccos.Core.Tests.Support;

/// <summary>Predicts what a table says: success per endpoint, the same for every query, and 100 output tokens.</summary>
internal sealed class TablePredictor(params (string Endpoint, double Success)[] table) : IPredictor
{
    public double OutputTokens { get; init; } = 100;

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var m = table.Length;
        var success = new double[queries.Count * m];
        for (var k = 0; k < success.Length; k++)
            success[k] = table[k % m].Success;
        return ValueTask.FromResult(new Prediction(
            [.. table.Select(row => row.Endpoint)],
            new QueryEndpointMatrix(success, m),
            new QueryEndpointMatrix(new double[success.Length], m))
        {
            OutputTokens = new QueryEndpointMatrix([.. success.Select(_ => OutputTokens)], m),
        });
    }
}
