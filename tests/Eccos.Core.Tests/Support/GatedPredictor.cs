namespace Eccos.Core.Tests.Support;

/// <summary>A predictor that does something before it predicts, such as waiting or failing.</summary>
internal sealed class GatedPredictor(IPredictor predictor) : IPredictor
{
    public Func<IReadOnlyList<Query>, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Waits for a gate before it predicts a query of this id.</summary>
    public static GatedPredictor On(string id, Task gate, params (string Endpoint, double Success)[] table) =>
        new(new TablePredictor(table)) { Before = queries => queries.Any(query => query.Id == id) ? gate : Task.CompletedTask };

    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        await Before(queries);
        return await predictor.PredictAsync(queries, cancellationToken);
    }
}
