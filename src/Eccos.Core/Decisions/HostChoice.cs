namespace Eccos;

/// <summary>What became of an endpoint that the host itself had chosen for a query.</summary>
/// <param name="Endpoint">Its place.</param>
/// <param name="Reason">Whether the query was placed there, or why not.</param>
internal readonly record struct HostChoice(int Endpoint, PlacementReason Reason)
{
    /// <summary>Whether the query was placed there.</summary>
    public bool IsPlaced => Reason == PlacementReason.ChosenByHost;
}
