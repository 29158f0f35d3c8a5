using System.Globalization;

namespace Eccos;

/// <summary>What the feedback options must satisfy; every breach is one sentence with the value that broke it.</summary>
internal static class FeedbackRules
{
    private const int MostPending = 10_000_000;

    public static IEnumerable<string> Breaches(FeedbackOptions? options)
    {
        const string Place = nameof(EccosOptions.Feedback);
        if (options is null)
        {
            yield return $"{Place} is null; it must be set.";
            yield break;
        }

        if (options.PendingPlacements is < 0 or > MostPending)
            yield return Invariant($"{Place}.{nameof(options.PendingPlacements)} is {options.PendingPlacements}; it is 0 to {MostPending}.");
        if (!(options.DriftTolerance is >= 0.001 and <= 0.5))
            yield return Invariant($"{Place}.{nameof(options.DriftTolerance)} is {options.DriftTolerance}; it is 0.001 to 0.5.");
        if (!(options.DriftThreshold is >= 1 and <= 10_000))
            yield return Invariant($"{Place}.{nameof(options.DriftThreshold)} is {options.DriftThreshold}; it is 1 to 10000.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
