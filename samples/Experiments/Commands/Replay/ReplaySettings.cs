using Eccos.Experiments.Commands.Replay.Arriving;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Replay;

/// <summary>The arguments of the replay command.</summary>
internal sealed record ReplaySettings
{
    public required PredictorSource Source { get; init; }

    public required FileInfo Test { get; init; }

    /// <summary>The queries that are played; null for all of the file.</summary>
    public required int? Queries { get; init; }

    public required QueryOrder Order { get; init; }

    public required ArrivalSettings Arrivals { get; init; }

    public required double Floor { get; init; }

    public required InfeasiblePolicy WhenInfeasible { get; init; }

    /// <summary>The requests each endpoint takes at once; null for no limit.</summary>
    public required int? Capacity { get; init; }

    public required WhenFull WhenFull { get; init; }

    public required int QueueLimit { get; init; }

    public required double LongestWaitSeconds { get; init; }

    /// <summary>The milliseconds in which queries gather to be decided together; null to decide each as it comes.</summary>
    public required double? MicroBatchMilliseconds { get; init; }

    public required int MicroBatchSize { get; init; }

    /// <summary>The speed of endpoints that <see cref="Speeds"/> lacks.</summary>
    public required EndpointSpeed Speed { get; init; }

    public required FileInfo? Speeds { get; init; }

    /// <summary>Takes the decision records; null for nothing.</summary>
    public required FileInfo? Decisions { get; init; }

    public required bool Json { get; init; }

    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => Source.FirstBreach() ?? Arrivals.FirstBreach() ?? (MicroBatchMilliseconds == 1000 * LongestWaitSeconds
        ? "Options '--micro-batch-window' and '--longest-wait' name the same span; they differ."
        : null);

    public EccosOptions Options(ModelPool pool)
    {
        var options = new EccosOptions
        {
            Goal = new SchedulingGoal { QualityFloor = Floor, WhenInfeasible = WhenInfeasible },
            LeaseLifetime = TimeSpan.FromDays(1),
        };
        foreach (var endpoint in pool)
            options.Endpoints.Add(endpoint with { ConcurrencyLimit = Capacity ?? endpoint.ConcurrencyLimit });
        options.Streaming.WhenFull = WhenFull;
        options.Streaming.QueueLimit = QueueLimit;
        options.Streaming.LongestWait = TimeSpan.FromSeconds(LongestWaitSeconds);
        options.Streaming.MicroBatchWindow = MicroBatchMilliseconds is { } window ? TimeSpan.FromMilliseconds(window) : null;
        options.Streaming.MicroBatchSize = MicroBatchSize;
        return options;
    }
}
