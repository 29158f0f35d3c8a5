namespace Eccos;

/// <summary>Assigns queries one by one as they arrive, so that the goal is kept over the whole of them.</summary>
/// <remarks>
/// The streaming counterpart of <see cref="IOptimizer"/>, used by <see cref="IScheduler.PlaceAsync"/> with the scheduler's own goal, unless its floor is to hold batch by batch.
/// Implementations are safe for use from any thread; each stream that they start serves one scheduler.
/// </remarks>
public interface IOnlineOptimizer
{
    /// <summary>Starts the assignment of a stream of queries.</summary>
    /// <param name="goal">What the stream strives for: its floor is the average success of the stream, its budget the average cost of a query in USD, and the same of each group.</param>
    /// <param name="endpointCount">M, the number of endpoints, 1 or more.</param>
    /// <returns>The stream, at its beginning.</returns>
    IOnlineAssignment Start(SchedulingGoal goal, int endpointCount);
}
