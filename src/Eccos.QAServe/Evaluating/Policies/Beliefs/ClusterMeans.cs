namespace Eccos.QAServe;

/// <summary>a_ij as the mean score of endpoint j on the training queries of the cluster that query i lies in.</summary>
internal sealed class ClusterMeans : ISuccessBelief
{
    private readonly KMeans _clusters;
    private readonly ITextEncoder _encoder;
    private readonly double[] _means;
    private readonly int _m;

    public ClusterMeans(TrainingSet trainingSet, TextFeatures features, ITextEncoder encoder, EndpointMeans means, int clusters, int seed, CancellationToken cancellationToken)
    {
        _encoder = encoder;
        _m = trainingSet.Endpoints.Count;
        _clusters = KMeans.Fit(features, clusters, seed, cancellationToken);
        _means = new double[_clusters.Count * _m];
        var members = _clusters.Assigned.Index().ToLookup(entry => entry.Item, entry => entry.Index);
        for (var cluster = 0; cluster < _clusters.Count; cluster++)
            GroupMeans.Over(trainingSet, [.. members[cluster]], means.Success, _means.AsSpan(cluster * _m, _m));
    }

    public async ValueTask<QueryEndpointMatrix> OfAsync(RoutingBatch batch, CancellationToken cancellationToken)
    {
        var queries = await TextFeatures.EncodeAsync(_encoder, [.. batch.Queries.Select(query => query.Text)], cancellationToken).ConfigureAwait(false);
        var success = new double[queries.Count * _m];
        for (var i = 0; i < queries.Count; i++)
            _means.AsSpan(_clusters.Nearest(queries[i]) * _m, _m).CopyTo(success.AsSpan(i * _m, _m));
        return new QueryEndpointMatrix(success, _m);
    }
}
