namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>What the figures of a run are for.</summary>
internal enum RunRole
{
    /// <summary>A baseline.</summary>
    Baseline,

    /// <summary>Eccos held against one baseline by the paper's claim.</summary>
    Claim,

    /// <summary>Eccos at what a baseline spends.</summary>
    MatchedSpend,

    /// <summary>Eccos at one of several floors.</summary>
    FloorSweep,

    /// <summary>Eccos at one of several budgets.</summary>
    BudgetSweep,

    /// <summary>Perfect foresight; the only one that is given labels.</summary>
    Oracle,
}
