namespace Eccos.QAServe;

/// <summary>How likely a policy takes each endpoint to succeed.</summary>
internal interface ISuccessBelief
{
    /// <returns>N x M values in [0, 1].</returns>
    ValueTask<QueryEndpointMatrix> OfAsync(RoutingBatch batch, CancellationToken cancellationToken);
}
