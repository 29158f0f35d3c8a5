using System.Globalization;

namespace Eccos;

/// <summary>What <see cref="StreamingOptions"/> must satisfy; every breach is one sentence with the value that broke it.</summary>
internal static class StreamingRules
{
    private const int MostWaiting = 1_000_000;
    private const int MostTogether = 10_000;

    public static IEnumerable<string> Breaches(StreamingOptions options)
    {
        foreach (var (i, query) in options.ReferenceQueries.Index())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"Streaming.{nameof(options.ReferenceQueries)}[{i}]");
            foreach (var breach in query?.Text is null ? [$"{place} is null or has no text."] : QueryRules.Breaches(query, place))
                yield return breach;
        }

        if (!Enum.IsDefined(options.WhenFull))
            yield return $"Streaming.{nameof(options.WhenFull)} is {options.WhenFull}; it is one of {string.Join(", ", Enum.GetNames<WhenFull>())}.";
        if (options.QueueLimit is < 1 or > MostWaiting)
            yield return string.Create(CultureInfo.InvariantCulture, $"Streaming.{nameof(options.QueueLimit)} is {options.QueueLimit}; it is 1 to {MostWaiting}.");
        if (options.LongestWait < TimeSpan.FromMilliseconds(1) || options.LongestWait > TimeSpan.FromDays(1))
            yield return string.Create(CultureInfo.InvariantCulture, $"Streaming.{nameof(options.LongestWait)} is {options.LongestWait}; it is 1 millisecond to 1 day.");
        if (options.MicroBatchWindow is { } window && (window < TimeSpan.FromMilliseconds(0.1) || window > TimeSpan.FromSeconds(10)))
            yield return string.Create(CultureInfo.InvariantCulture, $"Streaming.{nameof(options.MicroBatchWindow)} is {window}; it is 0.1 milliseconds to 10 seconds, or null for none.");
        if (options.MicroBatchSize is < 2 or > MostTogether)
            yield return string.Create(CultureInfo.InvariantCulture, $"Streaming.{nameof(options.MicroBatchSize)} is {options.MicroBatchSize}; it is 2 to {MostTogether}.");
    }
}
