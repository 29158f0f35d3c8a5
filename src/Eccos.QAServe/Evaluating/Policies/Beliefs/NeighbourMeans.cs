using System.Numerics.Tensors;

namespace Eccos.QAServe;

/// <summary>
/// a_ij as the mean score of endpoint j on the k training queries nearest to query i by cosine similarity; of equally near ones, those that come first.
/// </summary>
internal sealed class NeighbourMeans(TrainingSet trainingSet, TextFeatures features, ITextEncoder encoder, EndpointMeans means, int k) : ISuccessBelief
{
    public async ValueTask<QueryEndpointMatrix> OfAsync(RoutingBatch batch, CancellationToken cancellationToken)
    {
        var queries = await TextFeatures.EncodeAsync(encoder, [.. batch.Queries.Select(query => query.Text)], cancellationToken).ConfigureAwait(false);
        var m = trainingSet.Endpoints.Count;
        var success = new double[queries.Count * m];
        var nearness = new (float Distance, int Query)[features.Count];
        for (var i = 0; i < queries.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var n = 0; n < nearness.Length; n++)
                nearness[n] = (-TensorPrimitives.Dot(queries[i], features[n]), n);
            Array.Sort(nearness);
            var nearest = Array.ConvertAll(nearness[..Math.Min(k, nearness.Length)], entry => entry.Query);
            GroupMeans.Over(trainingSet, nearest, means.Success, success.AsSpan(i * m, m));
        }

        return new QueryEndpointMatrix(success, m);
    }
}
