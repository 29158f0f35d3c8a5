using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>A <see cref="KnnPredictor"/> that takes observations in while it serves: what it was fitted to stays, and of what is added the oldest leave first.</summary>
/// <remarks>
/// Safe for use from any thread. A prediction sees all observations of an addition or none. When a quarter more than
/// <c>mostAdded</c> has been added, the oldest leave until that many are left; the memory is then built anew from what it was fitted to.
/// </remarks>
public sealed class GrowingKnnPredictor : IPredictor, IObservationSink, IDisposable
{
    private readonly Lazy<Task<KnnPredictor>> _fitted;
    private readonly int _mostAdded;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<QAServeRecord> _added = [];
    private volatile KnnPredictor? _current;
    private volatile int _addedCount;

    /// <summary>Lets a fitted predictor grow.</summary>
    /// <param name="fitted">The predictor, which itself stays as it is.</param>
    /// <param name="mostAdded">The observations that may be added; 0 to 1,000,000.</param>
    public GrowingKnnPredictor(KnnPredictor fitted, int mostAdded = KnnOptions.DefaultMostAdded)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentOutOfRangeException.ThrowIfNegative(mostAdded);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mostAdded, KnnOptions.HighestMostAdded);
        (_fitted, _mostAdded, _current) = (new Lazy<Task<KnnPredictor>>(Task.FromResult(fitted)), mostAdded, fitted);
    }

    internal GrowingKnnPredictor(Func<Task<KnnPredictor>> fit, int mostAdded) =>
        (_fitted, _mostAdded) = (new Lazy<Task<KnnPredictor>>(() => Task.Run(fit)), mostAdded);

    /// <summary>The observations that were added and have not left.</summary>
    public int AddedCount => _addedCount;

    /// <inheritdoc/>
    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var predictor = _current ?? await FittedAsync(cancellationToken).ConfigureAwait(false);
        return await predictor.PredictAsync(queries, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(observations);
        var fitted = await FittedAsync(cancellationToken).ConfigureAwait(false);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var grown = await (_current ?? fitted).AddAsync(observations, cancellationToken).ConfigureAwait(false);
            var leaving = 0;
            if (_added.Count + observations.Count is var count && count > _mostAdded + (_mostAdded / 4))
            {
                leaving = count - _mostAdded;
                grown = await fitted.AddAsync(_added.Concat(observations).Skip(leaving), cancellationToken).ConfigureAwait(false);
            }

            _added.AddRange(observations);
            _added.RemoveRange(0, leaving);
            _addedCount = _added.Count;
            _current = grown;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends growing; predictions go on.</summary>
    public void Dispose() => _turn.Dispose();

    // One who gives up waiting must not end the fit for the others.
    private Task<KnnPredictor> FittedAsync(CancellationToken cancellationToken) => _fitted.Value.WaitAsync(cancellationToken);
}
