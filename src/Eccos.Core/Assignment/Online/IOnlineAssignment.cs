namespace Eccos;

/// <summary>The assignment of one stream of queries: chooses an endpoint for each as it comes, and learns from all that came before.</summary>
/// <remarks>
/// For one caller at a time; the scheduler guards it. The same calls in the same order give the same choices, unless the implementation says
/// that it works in the background. Disposing it ends what still works for it.
/// </remarks>
public interface IOnlineAssignment : IDisposable
{
    /// <summary>Shows a query that is typical of the stream, before the first one arrives; it is not part of the stream.</summary>
    /// <param name="query">The query.</param>
    void Observe(in OnlineQuery query);

    /// <summary>Tells what of each endpoint is free and in use, every few queries. An implementation may make nothing of it.</summary>
    /// <param name="capacity">M values.</param>
    void ObserveCapacity(ReadOnlySpan<EndpointCapacity> capacity)
    {
    }

    /// <summary>Chooses the endpoint of the next query. Changes nothing that the next choice depends on, so that it may be asked again with fewer endpoints free.</summary>
    /// <param name="query">The query.</param>
    /// <param name="free">M values: which of the endpoints that may serve it have room.</param>
    /// <param name="standing">How the floor and the budget stand.</param>
    /// <returns>The choice.</returns>
    OnlineChoice Choose(in OnlineQuery query, ReadOnlySpan<bool> free, in OnlineStanding standing);

    /// <summary>Tells what was decided of a query in the end.</summary>
    /// <param name="query">The query.</param>
    /// <param name="free">M values: which of the endpoints that may serve it had room.</param>
    /// <param name="endpoint">Its endpoint, or <see cref="Assignment.Unassigned"/>.</param>
    void Decided(in OnlineQuery query, ReadOnlySpan<bool> free, int endpoint);
}
