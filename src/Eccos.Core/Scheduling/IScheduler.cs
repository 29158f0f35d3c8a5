namespace Eccos;

/// <summary>Decides which endpoint serves which query: the one object a host talks to.</summary>
/// <remarks>
/// Safe for use from any thread. Predictions run side by side; the decisions themselves are taken one after another, because each
/// takes what the ones before have left free. A schedule that cannot be had is a result with a reason, not an exception.
/// </remarks>
public interface IScheduler
{
    /// <summary>The endpoints that are scheduled over.</summary>
    ModelPool Pool { get; }

    /// <summary>The health of the endpoints now, in pool order; those that are not in use are left out of the assignment.</summary>
    IReadOnlyList<EndpointHealth> Health { get; }

    /// <summary>Raised, outside all locks, for every lease that was neither settled nor released within its lifetime.</summary>
    event EventHandler<ReservationExpiredEventArgs>? LeaseExpired;

    /// <summary>Raised, outside all locks, when labels show that an endpoint answers better or worse than predicted.</summary>
    event EventHandler<DriftDetectedEventArgs>? DriftDetected;

    /// <summary>The batch setting: decides many queries together, against what is free now, and reserves what they take.</summary>
    /// <param name="queries">The queries, with ids that differ; may be empty.</param>
    /// <param name="goal">What to strive for; <see langword="null"/> for the scheduler's own goal.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>One placement per query, in their order. Its leases are the caller's to release; disposing the schedule releases the rest.</returns>
    /// <exception cref="ArgumentException">A query or the goal is out of range; the message lists every breach.</exception>
    /// <exception cref="EccosException">The predictor does not know an endpoint of the pool, or cannot tell its cost.</exception>
    ValueTask<Schedule> ScheduleAsync(IReadOnlyList<Query> queries, SchedulingGoal? goal = null, CancellationToken cancellationToken = default);

    /// <summary>The streaming setting: decides one query, against what is free now, and reserves what it takes.</summary>
    /// <remarks>
    /// With the scheduler's own goal and an <see cref="IOnlineOptimizer"/>, the floor is held on the average of the queries placed so, and the budget is the average
    /// that one may cost, and so for every group; a floor of the query alone is its <see cref="Query.MinimumSuccess"/>. Otherwise, and where the floor's scope is the
    /// batch, the query is a batch of one. With a <see cref="StreamingOptions.MicroBatchWindow"/>, queries that come together are decided together.
    /// </remarks>
    /// <param name="query">The query.</param>
    /// <param name="goal">What to strive for, its floor and budget being this query's own unless it equals the scheduler's; <see langword="null"/> for the scheduler's own goal.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    /// <returns>The placement. Its lease is the caller's to release.</returns>
    /// <exception cref="ArgumentException">The query or the goal is out of range; the message lists every breach.</exception>
    /// <exception cref="EccosException">The predictor does not know an endpoint of the pool, or cannot tell its cost.</exception>
    ValueTask<Placement> PlaceAsync(Query query, SchedulingGoal? goal = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells, at any later time, how correct the answer of a placement was. Labels enter the predictor's memory when it has one, move the
    /// success probabilities of an endpoint that has drifted, and raise <see cref="DriftDetected"/> then.
    /// </summary>
    /// <param name="placement">The placement's id, as <see cref="PlacementId.TryParse"/> reads it when it comes from elsewhere.</param>
    /// <param name="correct">From 0, wrong, to 1, right.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Whether the label was waited for: once per placement, among the last <see cref="FeedbackOptions.PendingPlacements"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The label is outside [0, 1].</exception>
    ValueTask<bool> LabelAsync(PlacementId placement, double correct, CancellationToken cancellationToken = default);
}
