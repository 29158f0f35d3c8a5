namespace Eccos;

/// <summary>What the ledger holds for one placement: the amounts claimed, and where each of them is counted.</summary>
internal struct Reservation
{
    public PlacementId Id;
    public EndpointMeters Endpoint;
    public WindowMeter? SchedulerSpend;
    public WindowMeter? KeySpend;
    public string? BudgetKey;

    public long Tokens;
    public long Usd;

    public long RequestEntry;
    public long TokenEntry;
    public long EndpointSpendEntry;
    public long SchedulerSpendEntry;
    public long KeySpendEntry;

    /// <summary>When it was reserved, or, once expired, when it expired.</summary>
    public long Since;

    /// <summary>Whether its slot was taken back because nobody completed it.</summary>
    public bool IsExpired;
}
