namespace Eccos;

/// <summary>What a ledger has free at one moment.</summary>
/// <remarks>Immutable. It is out of date as soon as it is made: what counts is whether a claim is granted.</remarks>
public sealed record FreeCapacity
{
    /// <summary>Every endpoint the ledger knows, by name.</summary>
    public required IReadOnlyDictionary<string, EndpointCapacity> Endpoints { get; init; }

    /// <summary>USD the scheduler may spend now.</summary>
    /// <value>0 or more; <see langword="null"/> for no limit.</value>
    public double? SpendUsd { get; init; }

    /// <summary>USD that may be spent now for each of the budget keys asked for that has a limit; 0 or more.</summary>
    public IReadOnlyDictionary<string, double> Budgets { get; init; } = new Dictionary<string, double>();

    /// <summary>The ledger's version, for <see cref="ICapacityLedger.WaitForChangeAsync"/>.</summary>
    public long Version { get; init; }
}
