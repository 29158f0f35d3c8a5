namespace Eccos;

/// <summary>Why an optimizer stopped, apart from what it found.</summary>
public enum StopReason
{
    /// <summary>The answer is proven: optimal, or infeasible.</summary>
    Proven,

    /// <summary>The gap asked for was reached.</summary>
    GapReached,

    /// <summary>The time limit was reached.</summary>
    TimeLimit,

    /// <summary>The solver gave up; the assignment's message says how.</summary>
    SolverFault,

    /// <summary>The iterations allowed were used up.</summary>
    IterationLimit,
}
