using System.Buffers;
using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>
/// k-nearest neighbours: the most similar past queries vote (the retrieval-based predictor of ECCOS, arXiv 2502.20576).
/// <code>
/// w_n  = exp((cos(e, e_n) - 1) / T)                      the K nearest observations n of endpoint j
/// a_ij = (sum w_n y_nj + s mean_j) / (sum w_n + s)       shrunk toward the endpoint's own mean
/// n_eff = (sum w_n + s)^2 / (sum w_n^2 + s)
/// standard error = sqrt(a_ij (1 - a_ij) / (n_eff + 1))
/// </code>
/// Output tokens and, where they were recorded, costs are the same mean of logarithms, raised to a power again and multiplied by the endpoint's
/// smearing factor so that totals are unbiased. Input tokens are the query's own and the same mean of the endpoint's prompt overhead.
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. The search is exact. A neighbour that did not ask an endpoint does not count for it; the
/// search goes deep enough that an endpoint asked evenly, of one query in 16 or more, finds its K. One asked more seldom, or far from the
/// query alone, may find fewer and stays closer to its mean. An endpoint without recorded tokens, or without recorded costs, has NaN in that column.
/// </remarks>
public sealed class KnnPredictor : IPredictor, IGrowable
{
    private readonly ITextEncoder _encoder;
    private readonly Lazy<ITokenCounter> _counter;
    private readonly ObservationMemory _memory;
    private readonly KnnModel _model;

    internal KnnPredictor(IReadOnlyList<string> endpoints, ITextEncoder encoder, Lazy<ITokenCounter> counter, ObservationMemory memory, KnnModel model)
    {
        Endpoints = endpoints;
        _encoder = encoder;
        _counter = counter;
        _memory = memory;
        _model = model;
    }

    internal KnnPredictor(KnnState state)
        : this(state.Endpoints, state.Encoder, state.Counter, state.Memory, state.Model)
    {
    }

    /// <summary>The endpoints' names, in the order of the columns.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>The number of past queries that vote.</summary>
    public int ObservationCount => _memory.Count;

    /// <summary>How neighbours are weighed for the success probability.</summary>
    public NeighbourWeighting SuccessWeighting => _model.Success;

    /// <summary>How neighbours are weighed for tokens and costs.</summary>
    public NeighbourWeighting AmountWeighting => _model.Amounts;

    /// <summary>Everything the predictor predicts from, for saving.</summary>
    internal KnnState State => new(Endpoints, _encoder, _counter, _memory, _model);

    /// <summary>A predictor that knows more observations. Nothing is fitted again: encoder, settings and smearing factors stay, means follow.</summary>
    /// <param name="records">Observations of the predictor's endpoints; a query may stand in memory already.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The new predictor, which shares what did not change with this one; this one when there is nothing to add.</returns>
    /// <exception cref="EccosException">A record names an endpoint the predictor does not know, or carries a value out of range.</exception>
    public async ValueTask<KnnPredictor> AddAsync(IEnumerable<QAServeRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        QAServeRecord[] added = [.. records];
        if (Array.TrueForAll(added, record => record?.Outputs is { Count: 0 }))
            return this;
        var rows = ObservedRows.Of(Endpoints, added);
        var memory = await RememberAsync(_memory, rows.Set, rows.Columns, _encoder, new QueryTokens(_counter), new ParallelOptions { CancellationToken = cancellationToken }).ConfigureAwait(false);
        return new KnnPredictor(Endpoints, _encoder, _counter, memory, _model);
    }

    /// <inheritdoc/>
    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var forecast = new KnnForecast(_memory, _model, queries.Count);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        var texts = new string[queries.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = queries[i].Text;

        var length = checked(texts.Length * _memory.Stride);
        var vectors = ArrayPool<float>.Shared.Rent(Math.Max(length, 1));
        try
        {
            await QueryVectors.EncodeAsync(_encoder, _memory.Dimension, texts, vectors.AsMemory(0, length), parallel).ConfigureAwait(false);
            NeighbourBatch.Run(
                _memory,
                texts.Length,
                i => vectors.AsSpan(i * _memory.Stride, _memory.Stride),
                forecast.Depth,
                (i, neighbours) => forecast.Write(i, neighbours, queries[i], _counter),
                parallel);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(vectors);
        }

        return forecast.ToPrediction(Endpoints);
    }

    async ValueTask<IGrowable> IGrowable.GrowAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken) =>
        await AddAsync(observations, cancellationToken).ConfigureAwait(false);

    IGrowable IGrowable.Forget(IGrowable fitted, int count) =>
        new KnnPredictor(Endpoints, _encoder, _counter, _memory.Forget(((KnnPredictor)fitted)._memory, count), _model);

    /// <summary>A memory with the observations of a set added.</summary>
    internal static async ValueTask<ObservationMemory> RememberAsync(
        ObservationMemory memory,
        TrainingSet set,
        int[] columns,
        ITextEncoder encoder,
        QueryTokens tokens,
        ParallelOptions parallel)
    {
        var vectors = new float[checked(set.Records.Count * memory.Stride)];
        await QueryVectors.EncodeAsync(encoder, memory.Dimension, [.. set.Records.Select(record => record.Query)], vectors, parallel).ConfigureAwait(false);
        return memory.Add(vectors, LabelRows.Create(set, columns, memory.EndpointCount, tokens), parallel);
    }
}
