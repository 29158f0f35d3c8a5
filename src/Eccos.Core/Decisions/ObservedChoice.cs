namespace Eccos;

/// <summary>What would have been decided of a query whose host had chosen its endpoint itself.</summary>
/// <param name="HostEndpoint">The name of the endpoint that the host had chosen.</param>
/// <param name="Reason">Why the query would have been placed, or not placed, so.</param>
public sealed record ObservedChoice(string HostEndpoint, PlacementReason Reason)
{
    /// <summary>The name of the endpoint that would have been chosen; <see langword="null"/> when none would.</summary>
    public string? Endpoint { get; init; }

    /// <summary>What that was expected to cost in USD; <see langword="null"/> when none would have been chosen.</summary>
    public double? CostUsd { get; init; }

    /// <summary>Its predicted chance of a correct answer; <see langword="null"/> when none would have been chosen.</summary>
    public double? SuccessProbability { get; init; }

    /// <summary>Whether the host had chosen the same.</summary>
    internal bool Agrees => Endpoint == HostEndpoint;
}
