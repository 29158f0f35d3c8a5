using Eccos.Observations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eccos.Predictors;

/// <summary>
/// The predictor of a model file, exchanged as a whole when the file changes. A file that cannot be read, or that lacks an endpoint of the
/// scheduler's pool, is logged, and the predictor at hand stays. What was observed while one was served goes over to the next.
/// </summary>
/// <remarks>Safe for use from any thread: a batch is predicted by one predictor from beginning to end.</remarks>
internal sealed class ReloadingPredictor : IPredictor, IObservationSink, IDisposable
{
    private readonly string _path;
    private readonly IReadOnlyList<string> _needed;
    private readonly ModelFileOptions _options;
    private readonly ModelFileLog _log;
    private readonly ITimer? _timer;
    private readonly SemaphoreSlim _looking = new(1, 1);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<QAServeRecord> _observed = [];
    private volatile IPredictor _current;
    private FileStamp _seen;
    private bool _inUse;

    /// <param name="path">The model file.</param>
    /// <param name="needed">The endpoints that the predictor must know.</param>
    /// <param name="options">How to follow the file.</param>
    /// <param name="time">Tells when to look at the file.</param>
    /// <param name="logger">Told of every exchange and every file that was refused.</param>
    /// <exception cref="EccosException">The file cannot be read, or lacks an endpoint that is needed.</exception>
    public ReloadingPredictor(string path, IReadOnlyList<string> needed, ModelFileOptions options, TimeProvider? time = null, ILogger<ReloadingPredictor>? logger = null)
    {
        (_path, _needed, _options) = (path, needed, options);
        _log = new ModelFileLog(logger ?? NullLogger<ReloadingPredictor>.Instance);
        _seen = FileStamp.Of(path);
        _current = Load();
        if (options.ReloadInterval is { } interval)
            _timer = (time ?? TimeProvider.System).CreateTimer(_ => _ = LookAsync(), null, interval, interval);
    }

    /// <inheritdoc/>
    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        _current.PredictAsync(queries, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask AddAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(observations);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is GrowingPredictor growing)
                await growing.AddAsync(observations, cancellationToken).ConfigureAwait(false);
            else if (ObservedRows.Telling(observations) is { Length: > 0 } telling)
                _ = ObservedRows.Of(SavedPredictor.Endpoints(_current), telling);
            foreach (var observation in _timer is null ? [] : observations)
                _observed.Enqueue(observation);
            while (_observed.Count > _options.MostAdded)
                _observed.Dequeue();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _timer?.Dispose();

    private async Task LookAsync()
    {
        // A load that takes longer than the interval is not begun a second time.
        if (!_looking.Wait(0))
            return;
        var again = _inUse;
        try
        {
            // The stamp is taken before the file is read: what is written meanwhile is noticed the next time.
            var stamp = FileStamp.Of(_path);
            if (stamp == _seen && !_inUse)
                return;
            (again, _seen, _inUse) = (again && stamp == _seen, stamp, false);
            await ExchangeAsync(Load()).ConfigureAwait(false);
            _log.Reloaded(_path);
        }
        catch (Exception exception)
        {
            // A file that is there but cannot be opened may be in use for a moment: it is tried until it can be, and logged once.
            _inUse = exception is IOException or UnauthorizedAccessException && _seen.Length >= 0;
            if (!again || !_inUse)
                _log.Refused(_path, exception);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task ExchangeAsync(IPredictor next)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (next is GrowingPredictor growing)
                await growing.AddAsync([.. _observed.Select(record => Known(record, growing.Endpoints))]).ConfigureAwait(false);
            _current = next;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>An observation without endpoints that the next predictor no longer knows.</summary>
    private static QAServeRecord Known(QAServeRecord record, IReadOnlyList<string> endpoints) =>
        record with { Outputs = [.. record.Outputs.Where(output => endpoints.Contains(output.Endpoint, StringComparer.Ordinal))] };

    private IPredictor Load()
    {
        var predictor = SavedPredictor.Read(new ModelReader(ModelFileContent.Read(_path, CancellationToken.None)), _options.File);
        var known = SavedPredictor.Endpoints(predictor);
        var missing = _needed.Except(known, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new EccosException($"The predictor of {_path} knows nothing of {string.Join(", ", missing)}; it was trained on {string.Join(", ", known)}.");
        return predictor is IGrowable growable ? new GrowingPredictor(growable, _options.MostAdded) : predictor;
    }
}
