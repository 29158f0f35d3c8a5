namespace Eccos;

/// <summary>What the options must satisfy for a ledger; every breach is one sentence with the value that broke it.</summary>
internal static class CapacityRules
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public static IEnumerable<string> Breaches(EccosOptions options)
    {
        foreach (var breach in SpendLimitRules.Breaches(options.SpendLimit, nameof(options.SpendLimit)))
            yield return breach;
        foreach (var breach in SpendLimitRules.Breaches(options.DefaultBudget, nameof(options.DefaultBudget)))
            yield return breach;
        foreach (var (key, limit) in options.Budgets)
        {
            if (limit is null)
                yield return $"{nameof(options.Budgets)}['{key}'] is null; it is a limit.";
            foreach (var breach in SpendLimitRules.Breaches(limit, $"{nameof(options.Budgets)}['{key}']"))
                yield return breach;
        }

        if (options.LeaseLifetime < _shortest || options.LeaseLifetime > _longest)
            yield return $"{nameof(options.LeaseLifetime)} is {options.LeaseLifetime}; it is {_shortest} to {_longest}.";
    }
}
