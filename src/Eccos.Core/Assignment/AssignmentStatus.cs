namespace Eccos;

/// <summary>What an optimizer found.</summary>
public enum AssignmentStatus
{
    /// <summary>An assignment proven to be the best one, to the solver's precision.</summary>
    Optimal,

    /// <summary>An assignment that keeps all limits and lies within <see cref="Assignment.Gap"/> of the best one.</summary>
    Feasible,

    /// <summary>No assignment keeps all limits; <see cref="Assignment.Infeasibility"/> tells why.</summary>
    Infeasible,

    /// <summary>The work ended before an assignment was found or shown not to exist.</summary>
    Unknown,
}
