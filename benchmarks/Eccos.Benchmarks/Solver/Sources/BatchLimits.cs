namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>What a batch is limited by beside the slots of every endpoint.</summary>
internal enum BatchLimits
{
    /// <summary>The floor of the batch.</summary>
    Floor,

    /// <summary>Four groups, each with a floor of its own.</summary>
    Groups,

    /// <summary>The floor of the batch, and one for each of two groups.</summary>
    GroupsAndFloor,

    /// <summary>The best quality under a budget of the batch and one for each of two groups.</summary>
    Budgets,

    /// <summary>The floor of the batch, and the tokens of every endpoint.</summary>
    Tokens,
}
