using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization;

/// <summary>What the options of every optimizer must satisfy.</summary>
internal static class OptionRules
{
    /// <summary>The longest time a timer can wait for.</summary>
    private static readonly TimeSpan _longestTimeLimit = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <exception cref="OptionsValidationException">Lists every breach with its value.</exception>
    public static void Check<TOptions>(TOptions options, Func<TOptions, IEnumerable<string>> breaches)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        var found = breaches(options).ToList();
        if (found.Count > 0)
            throw new OptionsValidationException(typeof(TOptions).Name, typeof(TOptions), found);
    }

    /// <summary>The breaches of the gap and the time at which every search may stop.</summary>
    public static IEnumerable<string> Stopping(double relativeGap, TimeSpan? timeLimit)
    {
        if (timeLimit is { } limit && (limit <= TimeSpan.Zero || limit > _longestTimeLimit))
            yield return Invariant($"TimeLimit is {limit}; it is more than zero and at most {_longestTimeLimit}, or null for none.");
        if (!(relativeGap >= 0 && relativeGap < 1))
            yield return Invariant($"RelativeGap is {relativeGap}; it is at least 0 and less than 1.");
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
