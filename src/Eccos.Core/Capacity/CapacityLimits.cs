namespace Eccos;

/// <summary>The limits of one scheduler, as the ledger is told them.</summary>
/// <remarks>An immutable value. Limits are checked where they come from, by the rules of <see cref="EccosOptions"/>.</remarks>
public sealed record CapacityLimits
{
    /// <summary>The scheduler's name; empty for the default one.</summary>
    public string Scheduler { get; init; } = "";

    /// <summary>The endpoints with their limits.</summary>
    public required IReadOnlyList<Endpoint> Endpoints { get; init; }

    /// <summary>What the scheduler may spend.</summary>
    /// <value><see langword="null"/>, the default, for no limit.</value>
    public SpendLimit? Spend { get; init; }

    /// <summary>What may be spent for each budget key.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, SpendLimit> Budgets { get; init; } = new Dictionary<string, SpendLimit>();

    /// <summary>What may be spent for a budget key that <see cref="Budgets"/> lacks.</summary>
    /// <value><see langword="null"/>, the default, for no limit.</value>
    public SpendLimit? DefaultBudget { get; init; }

    /// <summary>How long a reservation may stay open before the ledger takes it for forgotten.</summary>
    /// <value>More than 0; default 10 minutes.</value>
    public TimeSpan LeaseLifetime { get; init; } = TimeSpan.FromMinutes(10);
}
