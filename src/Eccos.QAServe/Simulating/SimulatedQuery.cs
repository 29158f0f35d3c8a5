namespace Eccos.QAServe;

/// <summary>How it went for one query of a simulation. Times are since the simulation began.</summary>
/// <param name="QueryId">The query.</param>
/// <param name="Endpoint">The place of the endpoint that served it; -1 when none did.</param>
/// <param name="Reason">Why it was placed so.</param>
/// <param name="Arrived">When it came.</param>
/// <param name="Decided">When it was placed or turned away.</param>
/// <param name="Finished">When its answer was there; equal to <paramref name="Decided"/> when it was turned away.</param>
/// <param name="ExpectedCostUsd">What it was expected to cost in USD; 0 when it was turned away.</param>
/// <param name="SuccessProbability">The predicted chance of a correct answer; 0 when it was turned away.</param>
public sealed record SimulatedQuery(
    string QueryId,
    int Endpoint,
    PlacementReason Reason,
    TimeSpan Arrived,
    TimeSpan Decided,
    TimeSpan Finished,
    double ExpectedCostUsd,
    double SuccessProbability)
{
    /// <summary>How long it waited for its decision.</summary>
    public TimeSpan Wait => Decided - Arrived;

    /// <summary>How long it was served.</summary>
    public TimeSpan Service => Finished - Decided;

    /// <summary>Whether an endpoint served it.</summary>
    public bool IsPlaced => Endpoint >= 0;
}
