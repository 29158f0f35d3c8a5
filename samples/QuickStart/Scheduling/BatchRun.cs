using Eccos;
using Eccos.Observations;

namespace QuickStart.Scheduling;

/// <summary>What the scheduler decided, batch after batch.</summary>
/// <param name="Placements">One per query, in the order of the queries.</param>
/// <param name="Assignments">One per batch.</param>
/// <param name="PredictionTime">Encoding and predicting, all batches together.</param>
/// <param name="DecisionTime">Solving and reserving, all batches together.</param>
internal sealed record BatchRun(IReadOnlyList<Placement> Placements, IReadOnlyList<Assignment> Assignments, TimeSpan PredictionTime, TimeSpan DecisionTime)
{
    /// <summary>The average success probability of the queries that are placed.</summary>
    public double PredictedSuccess => Placements.Where(placement => placement.IsPlaced).Select(placement => placement.SuccessProbability).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The expected cost in USD, all queries together.</summary>
    public double PredictedCostUsd => Placements.Sum(placement => placement.ExpectedCostUsd);

    /// <summary>Schedules queries in batches. Of the records it passes on ids, texts and input tokens; labels stay behind.</summary>
    public static async Task<BatchRun> RunAsync(IScheduler scheduler, IReadOnlyList<QAServeRecord> records, int batchSize, CancellationToken cancellationToken = default)
    {
        var placements = new List<Placement>(records.Count);
        var assignments = new List<Assignment>();
        var (prediction, decision) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var batch in records.Chunk(batchSize))
        {
            // A host calls the endpoints here; leaving the block releases the leases, so the next batch finds every slot free.
            using var schedule = await scheduler.ScheduleAsync([.. batch.Select(record => record.ToQuery())], cancellationToken: cancellationToken);
            placements.AddRange(schedule.Placements);
            assignments.Add(schedule.Assignment);
            prediction += schedule.PredictionTime;
            decision += schedule.DecisionTime;
        }

        return new BatchRun(placements, assignments, prediction, decision);
    }
}
