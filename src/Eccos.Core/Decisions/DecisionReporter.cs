namespace Eccos;

/// <summary>Hands the records of what was decided to the host's sink.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class DecisionReporter(IDecisionSink sink, TimeProvider time, SchedulerLog log)
{
    private int _failed;

    public void Report(params IReadOnlyList<Placement> placements)
    {
        if (placements.Count == 0)
            return;
        try
        {
            var now = time.GetUtcNow();
            var records = new DecisionRecord[placements.Count];
            for (var i = 0; i < records.Length; i++)
            {
                records[i] = placements[i].Decision with
                {
                    Time = now,
                    Placement = placements[i].IsPlaced ? placements[i].Id : null,
                    QueryText = sink.WantsQueryText ? placements[i].Query.Text : null,
                };
            }

            sink.Take(records);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The placement is the caller's already; a sink that fails must not take it away.
            if (Interlocked.Exchange(ref _failed, 1) == 0)
                log.SinkFailed(fault.Message, fault);
        }
    }
}
