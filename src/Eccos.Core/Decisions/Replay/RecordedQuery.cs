namespace Eccos;

/// <summary>Decides a single query again from its record.</summary>
internal static class RecordedQuery
{
    /// <param name="record">The record.</param>
    /// <param name="endpoint">The endpoint's name; null when the query is not placed.</param>
    /// <returns>Whether the record holds what it takes.</returns>
    public static bool TryDecide(DecisionRecord record, out string? endpoint)
    {
        endpoint = null;
        bool[] eligible = [.. record.Endpoints.Select(seen => seen.IsEligible)];
        if (!eligible.Contains(true))
            return true;
        if (record.Stream is not { Prices: { } prices } stream)
            return false;
        var refused = record.Endpoints.Where(seen => seen.RefusedBy != CapacityKind.None).ToArray();
        var query = new OnlineQuery(
            [.. record.Endpoints.Select(seen => seen.CostUsd)],
            [.. record.Endpoints.Select(seen => StreamStanding.Counted(seen.SuccessProbability, seen.StandardError, stream.ErrorWeight))],
            eligible);
        var (j, keeps) = prices.Choose(query, [.. record.Endpoints.Select(seen => seen.RefusedBy == CapacityKind.None)]);
        var onlyOut = Array.TrueForAll(refused, seen => seen.RefusedBy == CapacityKind.EndpointOut);
        if (StreamReason.IsPlaced(StreamReason.Of(j, keeps, prices.WhenInfeasible, stream.WhenFull, refused.Length > 0, onlyOut)))
            endpoint = record.Endpoints[j].Name;
        return true;
    }
}
