namespace Eccos.QAServe;

/// <summary>What a simulation comes to.</summary>
public sealed record SimulationFigures
{
    /// <summary>The queries that arrived.</summary>
    public required int Queries { get; init; }

    /// <summary>How many there were for each reason, placed or turned away.</summary>
    public required IReadOnlyDictionary<PlacementReason, int> Reasons { get; init; }

    /// <summary>The queries that an endpoint served.</summary>
    public required int Placed { get; init; }

    /// <summary>Those of them that were placed below the floor or over the budget, because not all limits could be kept.</summary>
    public int Relaxed => Reasons.GetValueOrDefault(PlacementReason.LimitRelaxed);

    /// <summary>The queries that were turned away.</summary>
    public int TurnedAway => Queries - Placed;

    /// <summary>The mean predicted success of the placed ones; <see langword="null"/> when there are none.</summary>
    public double? PredictedSuccess { get; init; }

    /// <summary>The mean label of the placed ones that are labelled; <see langword="null"/> when none is.</summary>
    public double? Success { get; init; }

    /// <summary>What the placed ones were expected to cost together in USD.</summary>
    public required double ExpectedCostUsd { get; init; }

    /// <summary>What they cost together in USD as far as it is recorded.</summary>
    public required double CostUsd { get; init; }

    /// <summary>How long the placed ones waited; <see langword="null"/> when there are none.</summary>
    public WaitFigures? Waits { get; init; }

    /// <summary>How long they took from arrival to answer; <see langword="null"/> when there are none.</summary>
    public WaitFigures? Responses { get; init; }

    /// <summary>What each endpoint did, in pool order.</summary>
    public required IReadOnlyList<EndpointLoad> Endpoints { get; init; }

    /// <summary>Seconds from the beginning to the last answer, in virtual time.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of machine time that the scheduler took for a query on average.</summary>
    public required double SchedulingSeconds { get; init; }

    /// <summary><see cref="SchedulingSeconds"/> as a part of the mean time in which endpoints served a query; <see langword="null"/> when none was served.</summary>
    public double? SchedulingShare { get; init; }

    /// <summary>Measures a run. Labels are looked at here for the first time.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcomes">The labels, over the same endpoints.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="EccosException">A query of the run has no record.</exception>
    public static SimulationFigures Of(SimulationRun run, OutcomeTable outcomes)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(outcomes);
        SimulatedQuery[] placed = [.. run.Queries.Where(query => query.IsPlaced)];
        var span = run.Queries.Count == 0 ? TimeSpan.Zero : run.Queries.Max(query => query.Finished);
        var scheduling = run.Queries.Count == 0 ? 0 : run.SchedulingTime.TotalSeconds / run.Queries.Count;
        double[] labels = [.. Recorded(outcomes.Success)];
        return new SimulationFigures
        {
            Queries = run.Queries.Count,
            Reasons = run.Queries.CountBy(query => query.Reason).OrderBy(entry => entry.Key).ToDictionary(),
            Placed = placed.Length,
            PredictedSuccess = placed.Length == 0 ? null : placed.Average(query => query.SuccessProbability),
            Success = labels.Length == 0 ? null : labels.Average(),
            ExpectedCostUsd = placed.Sum(query => query.ExpectedCostUsd),
            CostUsd = Recorded(outcomes.CostUsd).Sum(),
            Waits = WaitFigures.Of(placed.Select(query => query.Wait)),
            Responses = WaitFigures.Of(placed.Select(query => query.Finished - query.Arrived)),
            Endpoints = [.. run.Pool.Select((endpoint, j) => EndpointLoad.Of(endpoint, [.. placed.Where(query => query.Endpoint == j)], span))],
            Seconds = span.TotalSeconds,
            SchedulingSeconds = scheduling,
            SchedulingShare = placed.Length == 0 || placed.Average(query => query.Service.TotalSeconds) is not (> 0 and var service) ? null : scheduling / service,
        };

        IEnumerable<double> Recorded(QueryEndpointMatrix matrix) => placed.Select(query => matrix[outcomes.IndexOf(query.QueryId), query.Endpoint]).Where(double.IsFinite);
    }
}
