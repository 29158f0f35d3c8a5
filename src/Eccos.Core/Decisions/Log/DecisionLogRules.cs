using System.Globalization;

namespace Eccos;

/// <summary>What <see cref="DecisionLogOptions"/> must satisfy.</summary>
internal static class DecisionLogRules
{
    private const int MostWaiting = 1_000_000;

    /// <exception cref="ArgumentException">Lists every breach with its value.</exception>
    public static void Check(DecisionLogOptions options)
    {
        var breaches = Breaches(options).ToList();
        if (breaches.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, breaches), nameof(options));
    }

    private static IEnumerable<string> Breaches(DecisionLogOptions options)
    {
        if (options.QueueLimit is < 1 or > MostWaiting)
            yield return string.Create(CultureInfo.InvariantCulture, $"{nameof(options.QueueLimit)} is {options.QueueLimit}; it is 1 to {MostWaiting}.");
        if (options.FlushTimeout < TimeSpan.Zero || options.FlushTimeout > TimeSpan.FromMinutes(1))
            yield return string.Create(CultureInfo.InvariantCulture, $"{nameof(options.FlushTimeout)} is {options.FlushTimeout}; it is 0 to 1 minute.");
    }
}
