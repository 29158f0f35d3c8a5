namespace Eccos;

/// <summary>What happens when no assignment keeps all limits.</summary>
public enum InfeasiblePolicy
{
    /// <summary>Nothing is assigned; the reason is reported. The default.</summary>
    Report,

    /// <summary>
    /// The quality floor gives way by the least that is needed: the best quality the workload limits and the budget allow, at the least cost.
    /// </summary>
    RelaxFloor,

    /// <summary>The budget gives way by the least that is needed: the least cost that keeps the floor and the workload limits.</summary>
    RelaxBudget,

    /// <summary>The fewest queries are left unassigned, so that the rest keeps all limits; the floor then holds for the average of the rest.</summary>
    Defer,
}
