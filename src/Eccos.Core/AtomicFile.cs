namespace Eccos;

/// <summary>Writes a file whole or not at all: to a temporary name in the same folder, then moved into place.</summary>
/// <remarks>Stateless and safe for use from any thread. Of several writers to one file at the same time, the last to finish wins, whole.</remarks>
public static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; an existing one is replaced when all is written, and kept when anything fails. Its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Ends the writing early; the file is then as it was before.</param>
    /// <returns>Completes when the file is in place.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();

        // A name of its own for each writer: two that share one would mix their bytes.
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
