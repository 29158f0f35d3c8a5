using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eccos.Predictors;

/// <summary>
/// The predictor of a model file, exchanged as a whole when the file changes. A file that cannot be read, or that lacks an endpoint of the
/// scheduler's pool, is logged, and the predictor at hand stays.
/// </summary>
/// <remarks>Safe for use from any thread: a batch is predicted by one predictor from beginning to end.</remarks>
internal sealed class ReloadingPredictor : IPredictor, IDisposable
{
    private readonly string _path;
    private readonly IReadOnlyList<string> _needed;
    private readonly ModelFileOptions _options;
    private readonly ModelFileLog _log;
    private readonly ITimer? _timer;
    private readonly Lock _looking = new();
    private volatile IPredictor _current;
    private FileStamp _seen;

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
            _timer = (time ?? TimeProvider.System).CreateTimer(_ => Look(), null, interval, interval);
    }

    /// <inheritdoc/>
    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        _current.PredictAsync(queries, cancellationToken);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        // A load that takes longer than the interval is not begun a second time.
        if (!_looking.TryEnter())
            return;
        try
        {
            // The stamp is taken before the file is read: what is written meanwhile is noticed the next time.
            var stamp = FileStamp.Of(_path);
            if (stamp == _seen)
                return;
            _seen = stamp;
            _current = Load();
            _log.Reloaded(_path);
        }
        catch (Exception exception) when (exception is EccosException or IOException or UnauthorizedAccessException)
        {
            _log.Refused(_path, exception);
        }
        finally
        {
            _looking.Exit();
        }
    }

    private IPredictor Load()
    {
        var predictor = SavedPredictor.Read(new ModelReader(ModelFileContent.Read(_path, CancellationToken.None)), _options.File);
        var known = SavedPredictor.Endpoints(predictor);
        var missing = _needed.Except(known, StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? predictor
            : throw new EccosException($"The predictor of {_path} knows nothing of {string.Join(", ", missing)}; it was trained on {string.Join(", ", known)}.");
    }
}
