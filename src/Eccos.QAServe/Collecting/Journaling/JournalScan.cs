using System.Text.Json;
using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>Reads a journal from its beginning up to its last whole line, or to the first damaged one of the last write.</summary>
internal static class JournalScan
{
    private const int BufferSize = 1 << 16;

    /// <exception cref="QAServeFormatException">A line before the last write is damaged, or the journal is of another version.</exception>
    public static async Task<JournalState> ReadAsync(FileStream file, string path, int version, CancellationToken cancellationToken)
    {
        var state = new JournalState();
        var buffer = new byte[BufferSize];
        var (start, end, offset, number) = (0, 0, 0L, 0L);
        var hasMarks = false;
        string? damage = null;
        while (true)
        {
            var read = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer.AsMemory(end), offset + end, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return state;
            end += read;
            for (var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n') + 1; length > 0; length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n') + 1)
            {
                number++;
                var place = new JournalPlace(offset + start, length);
                var line = Parse(buffer.AsSpan(start, length - 1), out var problem);

                if (damage is null)
                {
                    problem ??= Contradiction(state, line!, place, number, version);
                    if (problem is null)
                    {
                        hasMarks |= line!.Synced is true;
                        state.Length = place.Offset + length;
                    }
                    else
                    {
                        // Blocks reach the disk in any order: each line of the last write may be without its content, and no other.
                        damage = $"{path}, line {number}: {problem}; a journal is only ever appended to, so it was changed or damaged.";
                        var mayBeOfLastWrite = line is null && number > 1 && (hasMarks || place.Offset + length == file.Length);
                        if (!mayBeOfLastWrite)
                            throw new QAServeFormatException(damage);
                    }
                }
                else if (line?.Synced is true)
                {
                    throw new QAServeFormatException(damage);
                }

                start += length;
            }

            // What is left is the beginning of a line.
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (offset, end, start) = (offset + start, end - start, 0);
            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    private static JournalLine? Parse(ReadOnlySpan<byte> text, out string? problem)
    {
        try
        {
            var line = JsonSerializer.Deserialize(text, JournalJson.Default.JournalLine);
            problem = line is null ? "is null" : line.Missing is { } missing ? $"lacks '{missing}'" : null;
            return problem is null ? line : null;
        }
        catch (JsonException exception)
        {
            problem = $"is not JSON: {exception.Message}";
            return null;
        }
    }

    private static string? Contradiction(JournalState state, JournalLine line, JournalPlace place, long number, int version)
    {
        if (line.Kind == JournalLine.Start != (number == 1))
            return number == 1 ? "does not begin with a start line" : "begins anew";
        if (line.Kind == JournalLine.Start && line.Version != version)
            return $"has version {line.Version}; this one reads {version}";
        return state.Add(line, place);
    }
}
