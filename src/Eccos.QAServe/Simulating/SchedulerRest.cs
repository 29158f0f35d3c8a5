namespace Eccos.QAServe;

/// <summary>
/// Tells when a scheduler has nothing left to do until the next event. Its work goes on in the thread pool, so that this can only be told from what it waits for: every query
/// in line has a timer for its longest wait, who serves the line has one more and waits for a change of the ledger, and what the ledger granted has reached its caller.
/// Queries that are gathered to be decided together have the timer of their window, which is counted apart.
/// </summary>
internal sealed class SchedulerRest(VirtualTime time, WatchedLedger ledger)
{
    // Far longer than any decision; only a predictor or an optimizer that hangs takes it.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private int _waiting;
    private int _gathered;
    private long _placed;

    /// <summary>The queries that are not decided.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>A query comes, while the scheduler is at rest.</summary>
    /// <param name="gathers">Whether it may be decided together with others.</param>
    public void Arrive(bool gathers)
    {
        Interlocked.Increment(ref _waiting);
        if (time.TimersSetApart == 0)
            _gathered = 0;
        if (gathers)
            _gathered++;
    }

    /// <summary>A query is decided.</summary>
    public void Decide(bool isPlaced)
    {
        if (isPlaced)
            Interlocked.Increment(ref _placed);
        Interlocked.Decrement(ref _waiting);
    }

    /// <summary>Waits for it.</summary>
    /// <exception cref="EccosException">It does not come to rest.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        var start = 0L;
        while (!await IsAtRestAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (start == 0)
                start = TimeProvider.System.GetTimestamp();
            else if (TimeProvider.System.GetElapsedTime(start) > _patience)
                throw new EccosException($"The scheduler did not come to rest within {_patience}, with {Waiting} queries undecided.");
            await Task.Yield();
        }
    }

    private async ValueTask<bool> IsAtRestAsync()
    {
        if (InLine() == 0 && time.TimersSet == 0)
            return true;

        // Whoever serves the line may have gone through it between two looks: it then waits anew.
        var served = await ledger.WaitingAsync().ConfigureAwait(false);
        return served is not null
            && time.TimersSet == InLine() + 1
            && ledger.Granted == Volatile.Read(ref _placed)
            && ThreadPool.PendingWorkItemCount == 0
            && served == await ledger.WaitingAsync().ConfigureAwait(false);
    }

    // All that came since the window was opened wait for its end.
    private int InLine() => time.TimersSetApart == 0 ? Waiting : Waiting - _gathered;
}
