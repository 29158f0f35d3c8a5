using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace Eccos.QAServe;

/// <summary>
/// What a collection has done so far, as an append-only file of JSON lines. A line that <see cref="AppendAsync"/> has completed for is on the
/// disk (fsync), and survives the end of the process and of the machine. Lines that wait at the same time share one write and one fsync.
/// </summary>
/// <remarks>
/// Of the lines that were being written when the machine stopped any part may be left: from the first line without its end, or without sense, they
/// are cut off when the journal is opened. What is the last write is told by the mark in the first line of each; damage before it is an error, as
/// it is anywhere but in the last line of a journal without marks. One process at a time. Safe for use from any thread.
/// </remarks>
internal sealed class Journal : IAsyncDisposable
{
    private const int Version = 1;
    private static readonly JournalJson _json = new(new JsonSerializerOptions(JournalJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly FileStream _file;
    private readonly Channel<JournalEntry> _entries = Channel.CreateUnbounded<JournalEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _pump;
    private long _length;

    private Journal(FileStream file, JournalState state)
    {
        _file = file;
        _length = file.Length;
        State = state;
        _pump = PumpAsync();
    }

    /// <summary>What the lines say that were there when the journal was opened.</summary>
    public JournalState State { get; }

    /// <exception cref="Observations.QAServeFormatException">A line before the last write is damaged.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another process has it open.</exception>
    public static async Task<Journal> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        try
        {
            var state = await JournalScan.ReadAsync(file, path, Version, cancellationToken).ConfigureAwait(false);
            file.SetLength(state.Length);
            file.Position = state.Length;

            // A process that was stopped may have left lines that are not on the disk yet, and the next write will say that they are.
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            var journal = new Journal(file, state);
            if (state.Length == 0)
                await journal.AppendAsync(new JournalLine { Kind = JournalLine.Start, Version = Version }).ConfigureAwait(false);
            return journal;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Appends a line; completes when it is on the disk.</summary>
    /// <returns>Where the line stands.</returns>
    /// <exception cref="IOException">It could not be written; nothing can be appended any more.</exception>
    public async Task<JournalPlace> AppendAsync(JournalLine line)
    {
        var entry = new JournalEntry([.. JsonSerializer.SerializeToUtf8Bytes(line, _json.JournalLine), (byte)'\n']);
        if (!_entries.Writer.TryWrite(entry))
            await _pump.ConfigureAwait(false);
        return await entry.Written.Task.ConfigureAwait(false);
    }

    /// <summary>Reads a line back.</summary>
    public async Task<JournalLine> ReadAsync(JournalPlace place, CancellationToken cancellationToken)
    {
        var bytes = new byte[place.Length];
        for (var read = 0; read < bytes.Length;)
        {
            var count = await RandomAccess.ReadAsync(_file.SafeFileHandle, bytes.AsMemory(read), place.Offset + read, cancellationToken).ConfigureAwait(false);
            if (count == 0)
                throw new IOException($"{_file.Name} ends at {place.Offset + read}, within a line that was written to it.");
            read += count;
        }

        return JsonSerializer.Deserialize(bytes, _json.JournalLine)!;
    }

    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task PumpAsync()
    {
        var batch = new List<JournalEntry>();
        while (await _entries.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (_entries.Reader.TryRead(out var entry))
                batch.Add(entry);
            batch[0].MarkSynced();
            try
            {
                await RandomAccess.WriteAsync(_file.SafeFileHandle, batch.ConvertAll(entry => (ReadOnlyMemory<byte>)entry.Bytes), _length).ConfigureAwait(false);
                RandomAccess.FlushToDisk(_file.SafeFileHandle);
            }
            catch (Exception fault)
            {
                // Whether a part of it was written is not known: no line may follow.
                _entries.Writer.TryComplete(fault);
                while (_entries.Reader.TryRead(out var entry))
                    batch.Add(entry);
                batch.ForEach(entry => entry.Written.TrySetException(new IOException($"{_file.Name} cannot be written: {fault.Message}", fault)));
                throw;
            }

            foreach (var entry in batch)
            {
                entry.Written.SetResult(new JournalPlace(_length, entry.Bytes.Length));
                _length += entry.Bytes.Length;
            }
        }
    }
}
