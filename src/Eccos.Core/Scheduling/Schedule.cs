namespace Eccos;

/// <summary>What the host gets for a batch: a placement per query, and how good the whole is.</summary>
/// <remarks>Disposing it releases every lease that is still held.</remarks>
public sealed class Schedule : IDisposable
{
    internal Schedule(IReadOnlyList<Placement> placements, Assignment assignment, Forecast forecast)
    {
        Placements = placements;
        Assignment = assignment;
        var isExpected = forecast.ExpectedCost == forecast.Cost && forecast.Expected == forecast.Prediction;
        ExpectedCostUsd = isExpected ? assignment.Cost : placements.Sum(placement => placement.ExpectedCostUsd);
        ExpectedSuccess = isExpected ? assignment.Quality : placements.Where(placement => placement.IsPlaced).Select(placement => placement.SuccessProbability).DefaultIfEmpty().Average();
    }

    /// <summary>One placement per query, in the order of the queries.</summary>
    public IReadOnlyList<Placement> Placements { get; }

    /// <summary>
    /// The optimizer's answer: status, objective, bound, gap, binding limits, and the reason when not all limits can be kept. Places in it are
    /// those of the queries in the batch and of the endpoints in <see cref="IScheduler.Pool"/>. Where the host had chosen endpoints itself
    /// (<see cref="Query.ChosenEndpoint"/>), it is the host's choice as far as there was room, which keeps the ledger's limits, but not necessarily the goal's.
    /// Its cost and quality are the quantiles that the goal names, if it names any.
    /// </summary>
    public Assignment Assignment { get; }

    /// <summary>The optimizer's answer where the host's own choice is in force instead; <see langword="null"/> where it is in force itself.</summary>
    public Assignment? Observed { get; internal init; }

    /// <summary>What was found.</summary>
    public AssignmentStatus Status => Assignment.Status;

    /// <summary>The expected cost of the batch in USD.</summary>
    public double ExpectedCostUsd { get; }

    /// <summary>The average success probability of the queries that are placed.</summary>
    public double ExpectedSuccess { get; }

    /// <summary>What the quality floor came to for this batch; <see langword="null"/> when none was asked for.</summary>
    public BatchFloor? Floor { get; internal init; }

    /// <summary>The time the predictor took.</summary>
    public TimeSpan PredictionTime { get; internal init; }

    /// <summary>The time from the prediction to the placements: costs, eligibility, the optimizer and the reservation, without waiting for other decisions.</summary>
    public TimeSpan DecisionTime { get; internal init; }

    /// <summary>Releases every lease that is still held.</summary>
    public void Dispose()
    {
        foreach (var placement in Placements)
            placement.Lease?.Dispose();
    }
}
