namespace Eccos.Core.Tests.Capacity;

/// <summary>The limits of the ledger tests: two endpoints, a scheduler and two budget keys, tight enough that each of them refuses now and then.</summary>
internal static class LedgerSetup
{
    public static TimeSpan SpendWindow { get; } = TimeSpan.FromSeconds(40);

    public static IReadOnlyList<string> Keys { get; } = ["gold", "other"];

    public static CapacityLimits Limits(int variant) => new()
    {
        Endpoints =
        [
            new Endpoint("a") { ConcurrencyLimit = 3 + variant, RequestsPerMinute = 8, TokensPerMinute = 500 - (100 * variant) },
            new Endpoint("b") { ConcurrencyLimit = 5, SpendLimit = new SpendLimit(0.20 + (0.05 * variant), SpendWindow) },
        ],
        Spend = new SpendLimit(0.40 - (0.1 * variant), SpendWindow),
        Budgets = new Dictionary<string, SpendLimit> { ["gold"] = new(0.25, SpendWindow) },
        DefaultBudget = new SpendLimit(0.10 * (1 + variant), SpendWindow),
        LeaseLifetime = TimeSpan.FromSeconds(50 - (20 * variant)),
    };
}
