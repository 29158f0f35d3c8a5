namespace Eccos;

/// <summary>Amounts as the ledger counts them: whole tokens and billionths of a dollar, so that sums are exact in any order.</summary>
internal static class Amount
{
    /// <summary>The amount of a claim that states none.</summary>
    public const long Unknown = -1;

    private const double UnitsPerUsd = 1e9;
    private const double HighestTokens = 1e12;
    private const double HighestUsd = 1e6;

    // What a product of prices and tokens is off by; a thousandth of a unit is no reason to round up.
    private const double RoundingSlack = 1e-3;

    public static long ClaimedTokens(double? tokens) => Claimed(tokens, HighestTokens, 1);

    public static long ClaimedUsd(double? usd) => Claimed(usd, HighestUsd, UnitsPerUsd);

    /// <summary>0 where none are stated.</summary>
    public static long UsedTokens(double? tokens) => Used(tokens, HighestTokens, 1, nameof(CapacityUsage.Tokens));

    /// <summary>0 where none are stated.</summary>
    public static long UsedUsd(double? usd) => Used(usd, HighestUsd, UnitsPerUsd, nameof(CapacityUsage.CostUsd));

    public static long LimitUsd(double usd) => (long)Math.Floor((usd * UnitsPerUsd) + RoundingSlack);

    public static double ToUsd(long units) => units / UnitsPerUsd;

    private static long Claimed(double? amount, double highest, double units) =>
        amount is >= 0 and var known ? (long)Math.Ceiling((Math.Min(known, highest) * units) - RoundingSlack) : Unknown;

    private static long Used(double? amount, double highest, double units, string name)
    {
        if (amount is not { } known)
            return 0;
        if (!(known >= 0))
            throw new ArgumentOutOfRangeException(name, known, "What was used is at least 0, or null for what was expected.");
        return (long)Math.Round(Math.Min(known, highest) * units);
    }
}
