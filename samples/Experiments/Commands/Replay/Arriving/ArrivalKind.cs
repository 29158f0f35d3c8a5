namespace Eccos.Experiments.Commands.Replay.Arriving;

/// <summary>How queries arrive.</summary>
internal enum ArrivalKind
{
    /// <summary>One by one, independent of each other.</summary>
    Poisson,

    /// <summary>Several at the same instant.</summary>
    Bursts,

    /// <summary>As a file says.</summary>
    Trace,
}
