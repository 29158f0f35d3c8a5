namespace Eccos;

/// <summary>Why a query was placed where it was, or not placed at all.</summary>
public enum PlacementReason
{
    /// <summary>Part of the assignment that best meets the goal and keeps all limits.</summary>
    MeetsGoal,

    /// <summary>Part of the nearest assignment: not all limits could be kept, and the floor or the budget gave way as the goal allows.</summary>
    LimitRelaxed,

    /// <summary>Not placed: left out so that the rest keeps all limits, as the goal allows.</summary>
    Deferred,

    /// <summary>Not placed: no endpoint has the tags, the context window and the success probability the query asks for.</summary>
    NoEligibleEndpoint,

    /// <summary>Not placed: no assignment of the batch keeps all limits.</summary>
    Infeasible,

    /// <summary>Not placed: the optimizer ended without an assignment.</summary>
    OutOfTime,

    /// <summary>Not placed: every endpoint that may serve the query is out, cooling down or busy with its probe.</summary>
    EndpointsOut,

    /// <summary>Not placed: every endpoint that may serve the query is full, or the money for it is spent; <see cref="Placement.Refusal"/> tells which limit.</summary>
    NoRoom,

    /// <summary>Not placed: there was no room, and <see cref="StreamingOptions.QueueLimit"/> queries were waiting already.</summary>
    QueueFull,

    /// <summary>Not placed: there was no room within <see cref="StreamingOptions.LongestWait"/>.</summary>
    WaitedTooLong,

    /// <summary>Placed where its host had chosen; <see cref="DecisionRecord.Observed"/> says what would have been decided.</summary>
    ChosenByHost,
}
