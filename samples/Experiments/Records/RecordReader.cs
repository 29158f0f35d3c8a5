using System.Runtime.CompilerServices;
using Eccos.Observations;

namespace Eccos.Experiments.Records;

/// <summary>Reads record files and tells how far it has come.</summary>
internal static class RecordReader
{
    /// <summary>The records of a file, one after another.</summary>
    /// <param name="file">A QAServe file, plain or gzip.</param>
    /// <param name="progress">Told the part of the file that is read.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static async IAsyncEnumerable<QAServeRecord> ReadAsync(
        FileInfo file,
        IProgress<double>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await foreach (var record in QAServeFile.ReadAsync(stream, file.ToString(), cancellationToken))
        {
            progress?.Report((double)stream.Position / stream.Length);
            yield return record;
        }
    }

    /// <summary>All records of a file.</summary>
    public static async Task<IReadOnlyList<QAServeRecord>> ReadAllAsync(FileInfo file, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        await ReadAsync(file, progress, cancellationToken).ToListAsync(cancellationToken);

    /// <summary>The queries of a file alone: a <see cref="Query"/> has no labels, so whoever is given these cannot look at them.</summary>
    public static async Task<IReadOnlyList<Query>> ReadQueriesAsync(FileInfo file, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        await ReadAsync(file, progress, cancellationToken).Select(record => record.ToQuery()).ToListAsync(cancellationToken);

    /// <summary>What every endpoint made of every query, by the query's id.</summary>
    public static async Task<Labels> ReadLabelsAsync(FileInfo file, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        new(await ReadAllAsync(file, progress, cancellationToken));
}
