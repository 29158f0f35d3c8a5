namespace Eccos;

/// <summary>A reservation that its host forgot.</summary>
/// <param name="id">The reservation.</param>
/// <param name="endpoint">The name of its endpoint.</param>
/// <param name="budgetKey">Its budget key, if any.</param>
/// <param name="age">How long it was open.</param>
public sealed class ReservationExpiredEventArgs(PlacementId id, string endpoint, string? budgetKey, TimeSpan age) : EventArgs
{
    /// <summary>The reservation.</summary>
    public PlacementId Id { get; } = id;

    /// <summary>The name of its endpoint.</summary>
    public string Endpoint { get; } = endpoint;

    /// <summary>On whose budget it was; <see langword="null"/> for nobody's.</summary>
    public string? BudgetKey { get; } = budgetKey;

    /// <summary>How long it was open.</summary>
    public TimeSpan Age { get; } = age;
}
