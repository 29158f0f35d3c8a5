namespace Eccos.QAServe;

/// <summary>What the predictor says.</summary>
internal sealed class PredictedSuccess : ISuccessBelief
{
    public ValueTask<QueryEndpointMatrix> OfAsync(RoutingBatch batch, CancellationToken cancellationToken) => new(batch.Success);
}
