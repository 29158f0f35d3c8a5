namespace Eccos;

/// <summary>Leaves the host's own choices of a batch in force: each query is reserved where its host had chosen, as far as there is room.</summary>
internal static class BatchObservation
{
    /// <summary>Whether the host had chosen itself; of a batch, for all queries or for none.</summary>
    public static bool Applies(Forecast forecast) => forecast.Queries is [{ ChosenEndpoint: not null }, ..];

    /// <param name="desk">Reserves.</param>
    /// <param name="floors">Counts what is placed.</param>
    /// <param name="pool">The endpoints.</param>
    /// <param name="forecast">What was decided on.</param>
    /// <param name="solution">What would have been decided.</param>
    /// <param name="id">Names the batch.</param>
    /// <param name="room">The requests that each endpoint's health let through.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is reserved then.</param>
    public static async ValueTask<DecidedBatch> PlaceAsync(
        LeaseDesk desk,
        RunningFloors floors,
        ModelPool pool,
        Forecast forecast,
        BatchSolution solution,
        string id,
        int?[] room,
        CancellationToken cancellationToken)
    {
        var leases = new Lease?[forecast.Queries.Count];
        var host = new HostChoice[leases.Length];
        try
        {
            for (var i = 0; i < leases.Length; i++)
            {
                pool.TryGetIndex(forecast.Queries[i].ChosenEndpoint!, out var j);
                (var answer, leases[i]) = await desk.TryLeaseAsync(forecast.Queries[i], pool[j], forecast.Tokens[i, j], forecast.Cost[i, j], cancellationToken).ConfigureAwait(false);
                host[i] = new HostChoice(j, Reason(answer));
            }
        }
        catch
        {
            Array.ForEach(leases, lease => lease?.Cancel());
            throw;
        }

        var inForce = InForce(forecast, solution, host);
        return new DecidedBatch(id, solution.Problem, solution.Assignment, leases, room, solution.Floor, solution.Count(floors, inForce)) { Assignment = inForce, Host = host };
    }

    /// <summary>What becomes of a query that its host had chosen an endpoint for.</summary>
    /// <param name="answer">The ledger's, for that endpoint.</param>
    public static PlacementReason Reason(in CapacityAnswer answer) => answer.RefusedBy switch
    {
        CapacityKind.None => PlacementReason.ChosenByHost,
        CapacityKind.EndpointOut => PlacementReason.EndpointsOut,
        _ => PlacementReason.NoRoom,
    };

    private static Assignment InForce(Forecast forecast, BatchSolution solution, HostChoice[] host)
    {
        var placed = host.Index().Where(entry => entry.Item.IsPlaced).Select(entry => (entry.Index, entry.Item.Endpoint)).ToArray();
        var cost = placed.Sum(at => forecast.Cost[at.Index, at.Endpoint]);
        var quality = placed.Length == 0 ? 0 : placed.Average(at => forecast.Prediction.Success[at.Index, at.Endpoint]);
        return new Assignment
        {
            Status = AssignmentStatus.Feasible,
            StopReason = solution.Assignment.StopReason,
            EndpointOf = Array.ConvertAll(host, choice => choice.IsPlaced ? choice.Endpoint : Assignment.Unassigned),
            Cost = cost,
            Quality = quality,
            Objective = solution.Goal.Objective switch
            {
                Objective.BestQuality => quality,
                Objective.WeightedSum => cost - (solution.Goal.QualityWeightUsd * quality * placed.Length),
                _ => cost,
            },
            Bound = solution.Assignment.Bound,
        };
    }
}
