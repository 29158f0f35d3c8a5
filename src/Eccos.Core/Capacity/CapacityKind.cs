namespace Eccos;

/// <summary>The limits a ledger keeps, and the reasons for which it refuses a claim.</summary>
public enum CapacityKind
{
    /// <summary>No limit: the claim was granted.</summary>
    None,

    /// <summary>The requests an endpoint takes at once; unit: requests.</summary>
    Concurrency,

    /// <summary>The requests an endpoint takes in a minute; unit: requests.</summary>
    RequestsPerMinute,

    /// <summary>The tokens an endpoint takes in a minute; unit: tokens.</summary>
    TokensPerMinute,

    /// <summary>What may be spent on an endpoint in its window; unit: USD.</summary>
    EndpointSpend,

    /// <summary>What a scheduler may spend in its window; unit: USD.</summary>
    SchedulerSpend,

    /// <summary>What may be spent for a budget key in its window; unit: USD.</summary>
    BudgetKeySpend,

    /// <summary>The claim states no tokens or no cost, and a limit of them applies.</summary>
    Unknown,

    /// <summary>The ledger was told no limits of the endpoint.</summary>
    UnknownEndpoint,

    /// <summary>No limit of the ledger: the scheduler holds the endpoint for unhealthy, and it is cooling down or its one probe is under way.</summary>
    EndpointOut,
}
