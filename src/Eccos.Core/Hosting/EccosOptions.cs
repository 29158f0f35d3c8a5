namespace Eccos;

/// <summary>What a scheduler schedules over and strives for.</summary>
/// <remarks>Bound from configuration or set in code; checked at start and when a scheduler is made, every breach being reported at once.</remarks>
public sealed class EccosOptions
{
    /// <summary>The endpoints of the pool.</summary>
    /// <value>Empty by default; at least one is needed.</value>
    public IList<Endpoint> Endpoints { get; } = [];

    /// <summary>What a schedule strives for unless its caller says otherwise.</summary>
    /// <value>By default the least cost, with no floor and no budget.</value>
    public SchedulingGoal Goal { get; set; } = new();
}
