using System.Runtime.CompilerServices;
using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>Reads routing data that others publish as wide CSV tables, with a column or more for each model, as QAServe records.</summary>
/// <remarks>
/// Stateless and safe for use from any thread. Tables are read as streams and strictly: a score or a cost that is none is an error that names
/// the file, the line and the column. A model without a score in a row was not asked.
/// </remarks>
public static class RoutingDataFile
{
    /// <summary>Reads a file record by record.</summary>
    /// <param name="path">The file, CSV with a header in UTF-8.</param>
    /// <param name="format">Its form.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of the file.</returns>
    /// <exception cref="QAServeFormatException">A row cannot be read; the message names file, line and column.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static async IAsyncEnumerable<QAServeRecord> ReadAsync(string path, RoutingDataFormat format, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var record in ReadAsync(stream, path, format, cancellationToken).ConfigureAwait(false))
                yield return record;
        }
    }

    /// <summary>Reads a stream record by record.</summary>
    /// <param name="stream">The stream, CSV with a header in UTF-8; it is left open.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="format">Its form.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The records in the order of the stream.</returns>
    /// <exception cref="QAServeFormatException">A row cannot be read; the message names file, line and column.</exception>
    public static async IAsyncEnumerable<QAServeRecord> ReadAsync(
        Stream stream,
        string name,
        RoutingDataFormat format,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        IReadOnlyDictionary<string, int>? columns = null;
        IRecordReader? reader = null;
        var number = 0L;
        await foreach (var (line, values) in CsvFile.ReadAsync(stream, name, cancellationToken).ConfigureAwait(false))
        {
            if (columns is null)
            {
                columns = CsvFile.Columns(values, name, line);
                reader = Reader(format, values, name, line);
                continue;
            }

            yield return reader!.Read(new CsvRow(columns, values, name, line), ++number);
        }
    }

    private static IRecordReader Reader(RoutingDataFormat format, string[] header, string name, long line)
    {
        if (!header.Contains("prompt", StringComparer.Ordinal))
            throw FieldFile.Broken(name, line, $"the header has no column 'prompt' among {string.Join(", ", header)}.");
        switch (format)
        {
            case RoutingDataFormat.RouterBench:
                var wide = new RouterBenchReader(header);
                return wide.HasModels ? wide : throw FieldFile.Broken(name, line, "the header has no column that ends in '|total_cost', so no model.");
            case RoutingDataFormat.RouteLlm:
                var narrow = new RouteLlmReader(header);
                return narrow.HasModels ? narrow : throw FieldFile.Broken(name, line, "the header has no column beside 'prompt', so no model.");
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, $"The forms are {string.Join(", ", Enum.GetNames<RoutingDataFormat>())}.");
        }
    }
}
