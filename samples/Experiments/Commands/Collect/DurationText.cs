using System.Globalization;

namespace Eccos.Experiments.Commands.Collect;

/// <summary>A span of time as hours, minutes and seconds; the hours go on past a day.</summary>
internal static class DurationText
{
    public static string Of(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time:mm\\:ss}");
}
