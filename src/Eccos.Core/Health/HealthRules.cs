using System.Globalization;

namespace Eccos;

/// <summary>What the health options must satisfy; every breach is one sentence with the value that broke it.</summary>
internal static class HealthRules
{
    public static TimeSpan LongestOfAll { get; } = TimeSpan.FromDays(1);

    public static IEnumerable<string> Breaches(HealthOptions? options)
    {
        const string Place = nameof(EccosOptions.Health);
        if (options is null)
        {
            yield return $"{Place} is null; it must be set.";
            yield break;
        }

        if (options.FailuresToCoolDown is < 1 or > 1000)
            yield return Invariant($"{Place}.{nameof(options.FailuresToCoolDown)} is {options.FailuresToCoolDown}; it is 1 to 1000.");
        if (options.FirstPause < TimeSpan.FromMilliseconds(1) || options.FirstPause > LongestOfAll)
            yield return Invariant($"{Place}.{nameof(options.FirstPause)} is {options.FirstPause}; it is 1 millisecond to 1 day.");
        if (!(options.PauseGrowth is >= 1 and <= 100))
            yield return Invariant($"{Place}.{nameof(options.PauseGrowth)} is {options.PauseGrowth}; it is 1 to 100.");
        if (options.LongestPause < options.FirstPause || options.LongestPause > LongestOfAll)
            yield return Invariant($"{Place}.{nameof(options.LongestPause)} is {options.LongestPause}; it is {nameof(options.FirstPause)}, {options.FirstPause}, to 1 day.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
