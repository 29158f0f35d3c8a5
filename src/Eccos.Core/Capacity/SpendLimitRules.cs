using System.Globalization;

namespace Eccos;

/// <summary>What a spend limit must satisfy.</summary>
internal static class SpendLimitRules
{
    private const double HighestUsd = 1e9;
    private static readonly TimeSpan _longest = TimeSpan.FromDays(366);

    /// <summary>Each breach as one sentence with the value that broke it.</summary>
    public static IEnumerable<string> Breaches(SpendLimit? limit, string place)
    {
        if (limit is null)
            yield break;
        if (!(limit.Usd > 0 && limit.Usd <= HighestUsd))
            yield return string.Create(CultureInfo.InvariantCulture, $"{place}.{nameof(limit.Usd)} is {limit.Usd}; it is more than 0 and at most {HighestUsd:N0} USD.");
        if (limit.Window < TimeSpan.FromSeconds(1) || limit.Window > _longest)
            yield return $"{place}.{nameof(limit.Window)} is {limit.Window}; it is 1 second to {_longest.Days} days.";
    }
}
