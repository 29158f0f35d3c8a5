using Eccos.Observations;

namespace Eccos;

/// <summary>
/// Makes the end of a file ready for more decisions. A last line that was cut off is taken away; a whole one that lacks its line feed is given it. Whatever else
/// stands there is no decision log, and is not touched.
/// </summary>
internal static class LogEnd
{
    private const int BlockSize = 4096;
    private const int LongestLine = 1 << 28;

    /// <exception cref="InvalidDataException">The file holds something else than decisions.</exception>
    public static void MakeReady(FileStream file)
    {
        if (JsonLines.IsGzip(Read(file, 0, Math.Min(2, file.Length))))
            throw new InvalidDataException("The file is gzip, to which nothing can be added; a decision log is plain text.");
        var end = After(file, file.Length, bytes => bytes.LastIndexOfAnyExcept(" \t\r\n"u8));
        var start = After(file, end, LastLineFeed);
        var isEnded = After(file, file.Length, LastLineFeed) > end;
        var line = end - start <= LongestLine ? JsonLines.Trim(Read(file, start, end), isFirst: start == 0).Span : throw NoLog();
        if (line.IsEmpty || IsDecision(line, file.Name))
        {
            if (!isEnded && end > 0)
                file.Write("\n"u8);
        }
        else if (!isEnded && DecisionLine.IsCutOff(line))
        {
            file.SetLength(start);
        }
        else
        {
            throw NoLog();
        }
    }

    private static int LastLineFeed(ReadOnlySpan<byte> bytes) => bytes.LastIndexOf((byte)'\n');

    /// <summary>The place behind the last byte before <paramref name="end"/> that is looked for; 0 when there is none.</summary>
    private static long After(FileStream file, long end, Func<ReadOnlySpan<byte>, int> lastOf)
    {
        while (end > 0)
        {
            var start = Math.Max(0, end - BlockSize);
            if (lastOf(Read(file, start, end)) is >= 0 and var at)
                return start + at + 1;
            end = start;
        }

        return 0;
    }

    private static byte[] Read(FileStream file, long start, long end)
    {
        var bytes = new byte[end - start];
        file.Position = start;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static bool IsDecision(ReadOnlySpan<byte> line, string file)
    {
        try
        {
            DecisionLine.Parse(line, file, number: 0);
            return true;
        }
        catch (QAServeFormatException)
        {
            return false;
        }
    }

    private static InvalidDataException NoLog() =>
        new("The last line of the file is neither a decision nor the beginning of one; nothing is added to what is no decision log.");
}
