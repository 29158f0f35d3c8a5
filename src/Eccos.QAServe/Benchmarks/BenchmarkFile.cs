using System.Runtime.CompilerServices;

namespace Eccos.QAServe;

/// <summary>Reads benchmarks in the forms in which they are published, as JSON Lines or CSV.</summary>
/// <remarks>
/// Stateless and safe for use from any thread. Files are read as streams and strictly: a field that is missing or of another type, a reference
/// that fits no choice, an id that stands twice is an error that names the file, the line and the field. Rows without an id get one of the
/// benchmark's name and their number, so the same file gives the same ids.
/// </remarks>
public static class BenchmarkFile
{
    /// <summary>Reads a file item by item; it is CSV when its name ends in ".csv", else JSON Lines.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="format">Its form.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The items in the order of the file.</returns>
    /// <exception cref="Observations.QAServeFormatException">A row cannot be read; the message names file, line and field.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static async IAsyncEnumerable<BenchmarkItem> ReadAsync(string path, BenchmarkFormat format, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            await foreach (var item in ReadAsync(stream, path, format, cancellationToken).ConfigureAwait(false))
                yield return item;
        }
    }

    /// <summary>Reads a stream item by item; it is CSV when its name ends in ".csv", else JSON Lines.</summary>
    /// <param name="stream">The stream, in UTF-8; it is left open.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="format">Its form.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The items in the order of the stream.</returns>
    /// <exception cref="Observations.QAServeFormatException">A row cannot be read; the message names file, line and field.</exception>
    public static async IAsyncEnumerable<BenchmarkItem> ReadAsync(
        Stream stream,
        string name,
        BenchmarkFormat format,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var (reader, benchmark) = Reader(format);
        var rows = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? CsvFile.ReadRowsAsync(stream, name, reader.Header, cancellationToken)
            : FieldFile.ReadJsonAsync(stream, name, cancellationToken);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        await foreach (var row in rows.ConfigureAwait(false))
        {
            var item = reader.Read(row, FormattableString.Invariant($"{benchmark}-{++number}"));
            if (BenchmarkItemRules.Breach(item) is { } breach)
                throw row.Problem(null, breach);
            if (!ids.Add(item.Id))
                throw row.Problem(null, $"the id '{item.Id}' stands in an earlier line; ids are unique.");
            yield return item;
        }
    }

    private static (IItemReader Reader, string Benchmark) Reader(BenchmarkFormat format) => format switch
    {
        BenchmarkFormat.Mmlu => (new MmluReader(), "mmlu"),
        BenchmarkFormat.MmluPro => (new MmluProReader(), "mmlu-pro"),
        BenchmarkFormat.Gsm8k => (new Gsm8kReader(), "gsm8k"),
        BenchmarkFormat.Math => (new MathReader(), "math"),
        BenchmarkFormat.ShortAnswer => (new ShortAnswerReader(), "short"),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, $"The forms are {string.Join(", ", Enum.GetNames<BenchmarkFormat>())}."),
    };
}
