using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Decisions;

/// <summary>Makes schedulers over two endpoints that tell a sink what they decide.</summary>
internal static class Decided
{
    public static readonly Endpoint Cheap = new("cheap") { Prices = new TokenPrices(1, 2) };
    public static readonly Endpoint Dear = new("dear") { Prices = new TokenPrices(10, 20) };

    public static EccosScheduler Scheduler(IDecisionSink sink, ScriptedOnlineOptimizer? online = null, Action<EccosOptions>? configure = null, RecordingLogger? logger = null)
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.5 } };
        configure?.Invoke(options);
        if (options.Endpoints.Count == 0)
        {
            options.Endpoints.Add(Cheap);
            options.Endpoints.Add(Dear);
        }

        var services = new SchedulerServices { OnlineOptimizer = online, Decisions = sink };
        return new EccosScheduler(
            options,
            new TablePredictor(("cheap", 0.6), ("dear", 0.9)),
            new GreedyOptimizer(),
            logger is null ? services : services with { Logger = logger });
    }

    public static Query Query(int i) => new($"q{i}", "What is asked?") { InputTokens = 50 };

    /// <summary>The records of a batch of three and of two single queries.</summary>
    public static async Task<IReadOnlyList<DecisionRecord>> RecordsAsync(bool withText = false)
    {
        var sink = new RecordingSink { WantsQueryText = withText };
        using var scheduler = Scheduler(sink, new ScriptedOnlineOptimizer());
        (await scheduler.ScheduleAsync([Query(1), Query(2), Query(3)])).Dispose();
        (await scheduler.PlaceAsync(Query(4))).Lease!.Dispose();
        (await scheduler.PlaceAsync(Query(5))).Lease!.Dispose();
        return sink.Records;
    }
}
