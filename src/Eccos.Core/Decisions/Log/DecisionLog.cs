using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eccos;

/// <summary>
/// Writes decision records to a file while schedulers run: JSON Lines, added to its end, in the background. <see cref="DecisionFile"/> reads them.
/// </summary>
/// <remarks>
/// <para>Safe for use from any thread; schedulers may share one. One log writes to a file at a time.</para>
/// <para>
/// It never holds a placement up and never fails one: what a full queue or a failing disk keeps from the file is lost, counted in <see cref="Lost"/> and logged once
/// until writing works again. A batch is written in one piece. Every line of the file is whole, whatever happens: one that was cut off is taken away before more is written.
/// A file whose last line is something else than a decision is no log: it is left as it is, and what would have been added is lost.
/// </para>
/// </remarks>
public sealed class DecisionLog : IDecisionSink, IDisposable, IAsyncDisposable
{
    private readonly Channel<IReadOnlyList<DecisionRecord>> _queue;
    private readonly LineAppender _file;
    private readonly DecisionLogOptions _options;
    private readonly DecisionLogMessages _log;
    private readonly Task _writing;
    private long _written;
    private long _lost;
    private int _isFailing;

    /// <summary>Opens a log.</summary>
    /// <param name="path">The file; it is made when it is missing and added to when it is there. Plain text; its folder must exist.</param>
    /// <param name="options">How to write; <see langword="null"/> for the defaults. Copied: later changes have no effect.</param>
    /// <param name="logger">Is told when records are lost; <see langword="null"/> for nobody.</param>
    /// <exception cref="ArgumentException">The path is empty or ends in ".gz", to which lines cannot be added, or options are out of range; the message lists all of them with their values.</exception>
    public DecisionLog(string path, DecisionLogOptions? options = null, ILogger<DecisionLog>? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The path is '{path}'; a decision log is plain text, as nothing can be added to gzip.", nameof(path));
        options ??= new DecisionLogOptions();
        DecisionLogRules.Check(options);
        Path = path;
        _options = options.Copy();
        _log = new DecisionLogMessages(logger ?? NullLogger<DecisionLog>.Instance);
        _file = new LineAppender(path);
        _queue = Channel.CreateBounded<IReadOnlyList<DecisionRecord>>(new BoundedChannelOptions(_options.QueueLimit) { SingleReader = true });
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The records that are in the file.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>The records that did not get there.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <inheritdoc/>
    public bool WantsQueryText => _options.IncludeQueryText;

    /// <inheritdoc/>
    public void Take(IReadOnlyList<DecisionRecord> decisions)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        if (!_queue.Writer.TryWrite(decisions))
            Lose(decisions.Count, "as many decisions as may wait are waiting, or the log has ended", null);
    }

    /// <summary>Ends the log when all is written, or after <see cref="DecisionLogOptions.FlushTimeout"/>.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        if (!_writing.Wait(_options.FlushTimeout))
            _log.NotFlushed(Path, _options.FlushTimeout);
    }

    /// <summary>Ends the log when all is written, or after <see cref="DecisionLogOptions.FlushTimeout"/>.</summary>
    /// <returns>Done then.</returns>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        try
        {
            await _writing.WaitAsync(_options.FlushTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _log.NotFlushed(Path, _options.FlushTimeout);
        }
    }

    private async Task WriteAsync()
    {
        await foreach (var decisions in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                await _file.AppendAsync((byte[])[.. decisions.SelectMany(DecisionLine.Of)]).ConfigureAwait(false);
                Interlocked.Add(ref _written, decisions.Count);
                if (Interlocked.Exchange(ref _isFailing, 0) != 0)
                    _log.WritesAgain(Path, Lost);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Lose(decisions.Count, fault.Message, fault);
            }
        }

        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private void Lose(int decisions, string reason, Exception? fault)
    {
        Interlocked.Add(ref _lost, decisions);
        if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            _log.Losing(Path, reason, fault);
    }
}
