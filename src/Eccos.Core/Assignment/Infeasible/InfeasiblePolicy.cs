namespace Eccos;

/// <summary>What happens when no assignment keeps all limits.</summary>
public enum InfeasiblePolicy
{
    /// <summary>Nothing is assigned; the reason is reported. The default.</summary>
    Report,

    /// <summary>
    /// The quality floor of the batch gives way by the least that is needed: the best quality the other limits allow, at the least cost. Floors of groups are kept.
    /// </summary>
    RelaxFloor,

    /// <summary>The budget of the batch gives way by the least that is needed: the least cost that keeps the other limits. Budgets of groups are kept.</summary>
    RelaxBudget,

    /// <summary>The fewest queries are left unassigned, so that the rest keeps all limits; floors then hold for the averages of the rest, shares remain parts of all queries.</summary>
    Defer,
}
