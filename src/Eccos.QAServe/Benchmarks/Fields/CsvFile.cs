using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Eccos.QAServe;

/// <summary>
/// Reads CSV after RFC 4180 record by record, strictly: every record has as many fields as the first, and quotes are closed. Only the library's
/// parser is used; what maps records to classes by reflection is not.
/// </summary>
internal static class CsvFile
{
    /// <summary>The records of a file with the line on which each begins; the first one may be a header.</summary>
    /// <exception cref="Observations.QAServeFormatException">A record is broken.</exception>
    public static async IAsyncEnumerable<(long Line, string[] Values)> ReadAsync(Stream stream, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = FieldFile.Open(stream);
        long? broken = null;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = true,
            BadDataFound = data => broken ??= data.Context.Parser?.RawRow ?? 0,
        };
        using var parser = new CsvParser(reader, configuration, leaveOpen: true);
        var width = 0;
        for (var line = 1L; ; line = parser.RawRow + 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await NextAsync(parser, name, line).ConfigureAwait(false))
                yield break;
            var values = parser.Record!;
            if (broken is not null || !IsClosed(parser.RawRecord))
                throw FieldFile.Broken(name, line, "has a quotation mark that is not closed, or one inside a field that does not begin with one.");
            width = width == 0 ? values.Length : width;
            if (values.Length != width)
                throw FieldFile.Broken(name, line, $"has {values.Length} fields; the first record has {width}.");
            yield return (line, values);
        }
    }

    // Within a record every quotation mark has its counterpart: those of a field in pairs, escaped ones doubled.
    private static bool IsClosed(string raw) => raw.AsSpan().Count('"') % 2 == 0;

    private static async Task<bool> NextAsync(CsvParser parser, string name, long line)
    {
        try
        {
            return await parser.ReadAsync().ConfigureAwait(false);
        }
        catch (DecoderFallbackException problem)
        {
            throw FieldFile.Broken(name, line, "is not UTF-8, here or a little further on.", problem);
        }
    }

    /// <summary>The rows of a file with a header, by the names in it.</summary>
    public static async IAsyncEnumerable<FieldRow> ReadRowsAsync(Stream stream, string name, IReadOnlyList<string>? header, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyDictionary<string, int>? columns = null;
        await foreach (var (line, values) in ReadAsync(stream, name, cancellationToken).ConfigureAwait(false))
        {
            if (columns is null)
            {
                var isHeader = header is null || values.Contains(header[0], StringComparer.OrdinalIgnoreCase);
                if (!isHeader && values.Length != header!.Count)
                    throw FieldFile.Broken(name, line, $"has {values.Length} fields; without a header it has {string.Join(", ", header)}.");
                columns = Columns(isHeader ? values : header!, name, line);
                if (isHeader)
                    continue;
            }

            yield return new CsvRow(columns, values, name, line);
        }
    }

    public static IReadOnlyDictionary<string, int> Columns(IReadOnlyList<string> header, string name, long line)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, column) in header.Index())
        {
            if (!columns.TryAdd(column, place))
                throw FieldFile.Broken(name, line, $"the column '{column}' stands twice in the header.");
        }

        return columns;
    }
}
