using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>
/// A predictor with a memory that takes observations in while it serves: what it was fitted to stays, and of what is added the oldest leave first.
/// </summary>
/// <remarks>
/// Safe for use from any thread. A prediction sees all observations of an addition or none, and never waits for one. Once a quarter more than
/// <c>mostAdded</c> have been added, the oldest leave until that many are left. Observations without an outcome are passed over.
/// </remarks>
public sealed class GrowingPredictor : IPredictor, IObservationSink, IDisposable
{
    internal const int DefaultMostAdded = 10_000;
    internal const int HighestMostAdded = 1_000_000;

    private readonly Lazy<Task<IGrowable>> _fitted;
    private readonly int _mostAdded;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile IGrowable? _current;
    private volatile bool _disposed;

    /// <summary>Lets k-nearest neighbours grow: what is added votes like what was fitted to, and the endpoints' means follow.</summary>
    /// <param name="fitted">The predictor, which itself stays as it is.</param>
    /// <param name="mostAdded">The observations that may be added; 0 to 1,000,000.</param>
    public GrowingPredictor(KnnPredictor fitted, int mostAdded = DefaultMostAdded)
        : this((IGrowable)fitted, mostAdded)
    {
    }

    /// <summary>Lets the retrieval part of a hybrid grow, as <see cref="HybridPredictor.AddAsync"/> says.</summary>
    /// <param name="fitted">The predictor, which itself stays as it is.</param>
    /// <param name="mostAdded">The observations that may be added; 0 to 1,000,000.</param>
    public GrowingPredictor(HybridPredictor fitted, int mostAdded = DefaultMostAdded)
        : this((IGrowable)fitted, mostAdded)
    {
    }

    /// <summary>Lets an extensible predictor learn: the memory of its base predictor grows where it has one, and labels of endpoints without history are probes.</summary>
    /// <param name="fitted">The predictor, which itself stays as it is.</param>
    /// <param name="mostAdded">The observations that may be added; 0 to 1,000,000.</param>
    public GrowingPredictor(ExtensiblePredictor fitted, int mostAdded = DefaultMostAdded)
        : this((IGrowable)fitted, mostAdded)
    {
    }

    internal GrowingPredictor(IGrowable fitted, int mostAdded)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentOutOfRangeException.ThrowIfNegative(mostAdded);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostAdded, HighestMostAdded);
        (_fitted, _mostAdded, _current) = (new Lazy<Task<IGrowable>>(Task.FromResult(fitted)), mostAdded, fitted);
    }

    internal GrowingPredictor(Func<Task<IGrowable>> fit, int mostAdded) =>
        (_fitted, _mostAdded) = (new Lazy<Task<IGrowable>>(() => Task.Run(fit)), mostAdded);

    /// <summary>The observations that were added and have not left.</summary>
    public int AddedCount => _current is { } current ? Added(current, _fitted.Value.Result) : 0;

    /// <summary>The endpoints that are known; none before the fit.</summary>
    internal IReadOnlyList<string> Endpoints => _current?.Endpoints ?? [];

    /// <inheritdoc/>
    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var predictor = _current ?? await FittedAsync(cancellationToken).ConfigureAwait(false);
        return await predictor.PredictAsync(queries, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">Growing has ended.</exception>
    public async ValueTask AddAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var telling = ObservedRows.Telling(observations);
        if (telling.Length == 0)
            return;
        var fitted = await FittedAsync(cancellationToken).ConfigureAwait(false);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var grown = await (_current ?? fitted).GrowAsync(telling, cancellationToken).ConfigureAwait(false);
            if (Added(grown, fitted) is var count && count > _mostAdded + (_mostAdded / 4))
                grown = grown.Forget(fitted, count - _mostAdded);
            _current = grown;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends growing: additions under way are taken in, and none after them; predictions go on.</summary>
    public void Dispose() => _disposed = true;

    private static int Added(IGrowable grown, IGrowable fitted) => grown.ObservationCount - fitted.ObservationCount;

    // One who gives up waiting must not end the fit for the others.
    private Task<IGrowable> FittedAsync(CancellationToken cancellationToken) => _fitted.Value.WaitAsync(cancellationToken);
}
