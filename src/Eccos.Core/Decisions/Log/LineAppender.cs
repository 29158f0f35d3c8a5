namespace Eccos;

/// <summary>
/// Adds whole lines to the end of a file of decisions, which <see cref="LogEnd"/> makes ready when the file is opened, so that every line of the file is whole.
/// </summary>
/// <remarks>For one caller at a time; nobody else may write to the file.</remarks>
internal sealed class LineAppender(string path) : IAsyncDisposable
{
    private FileStream? _file;

    /// <summary>Adds lines, each with the line feed that ends it, and hands them to the operating system.</summary>
    /// <exception cref="IOException">They cannot be written; the next call opens the file anew.</exception>
    /// <exception cref="InvalidDataException">The file holds something else than decisions, and is left as it is.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written to.</exception>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> lines)
    {
        try
        {
            _file ??= Open();
            await _file.WriteAsync(lines).ConfigureAwait(false);
            await _file.FlushAsync().ConfigureAwait(false);
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        var file = _file;
        _file = null;
        try
        {
            if (file is not null)
                await file.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // What could not be written was told already.
        }
    }

    private FileStream Open()
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        try
        {
            LogEnd.MakeReady(file);
            file.Position = file.Length;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
