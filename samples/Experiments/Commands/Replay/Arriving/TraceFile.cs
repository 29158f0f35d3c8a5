using System.Globalization;

namespace Eccos.Experiments.Commands.Replay.Arriving;

/// <summary>A file of times of arrival: on each line the seconds since the beginning, in order.</summary>
internal static class TraceFile
{
    private const double MostSeconds = 1e9;

    /// <exception cref="EccosException">A line is no time, or earlier than the one before; the message names file and line.</exception>
    public static async Task<IReadOnlyList<TimeSpan>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        var (number, last) = (0, 0.0);
        await foreach (var line in File.ReadLinesAsync(file.FullName, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (!double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || !(seconds >= last && seconds <= MostSeconds))
                throw new EccosException(string.Create(CultureInfo.InvariantCulture, $"{file}, line {number}: '{line}' is no time; it is a number of seconds, at least the {last} of the line before."));
            times.Add(TimeSpan.FromSeconds(last = seconds));
        }

        return times;
    }
}
