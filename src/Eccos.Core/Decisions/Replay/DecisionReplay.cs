namespace Eccos;

/// <summary>
/// Makes recorded decisions again, each from its own record or its batch's: the problem of a batch is stated anew and solved, a single query is chosen for at the
/// recorded prices, by the code that schedulers run.
/// </summary>
/// <remarks>
/// What was decided is compared, which is not what was done where the host had chosen itself. A batch comes out the same with the same optimizer and options,
/// unless it had run out of time. Records may come in any order; those of a batch are kept until all are there.
/// </remarks>
public static class DecisionReplay
{
    /// <summary>Makes decisions again and compares them.</summary>
    /// <param name="decisions">The records, such as <see cref="DecisionFile.ReadAsync(string, CancellationToken)"/> gives them.</param>
    /// <param name="optimizer">Solves the batches; <see langword="null"/> to leave them out as not replayable.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>How many came out the same, and the first that did not.</returns>
    public static async Task<DecisionReplayReport> RunAsync(IAsyncEnumerable<DecisionRecord> decisions, IOptimizer? optimizer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var tally = new ReplayTally();
        var open = new Dictionary<string, RecordedBatch>(StringComparer.Ordinal);
        await foreach (var decision in decisions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var place = tally.Next();
            if (decision.Batch is not { } at)
            {
                if (RecordedQuery.TryDecide(decision, out var endpoint))
                    tally.Compare(place, decision, endpoint);
                continue;
            }

            if (!open.TryGetValue(at.Id, out var batch))
                open.Add(at.Id, batch = new RecordedBatch(at));
            batch.Add(place, decision);
            if (!batch.IsComplete)
                continue;
            open.Remove(at.Id);
            if (optimizer is not null)
                batch.Decide(optimizer, tally, cancellationToken);
        }

        return tally.Report();
    }
}
