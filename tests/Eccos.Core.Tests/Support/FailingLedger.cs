namespace Eccos.Core.Tests.Support;

/// <summary>A ledger as one of another process would be: it answers later, and fails or hangs where it is told to.</summary>
internal sealed class FailingLedger(ICapacityLedger ledger) : ICapacityLedger
{
    private int _waits;

    public event EventHandler<ReservationExpiredEventArgs>? Expired
    {
        add => ledger.Expired += value;
        remove => ledger.Expired -= value;
    }

    /// <summary>Whether reservations fail.</summary>
    public bool IsFailing { get; set; }

    public bool LimitsFail { get; set; }

    public bool LimitsHang { get; set; }

    public bool FreeFails { get; set; }

    public bool WaitsFail { get; set; }

    /// <summary>How often it is still to throw at once when it is asked to tell of a change.</summary>
    public int WaitsToThrow { get; set; }

    /// <summary>How often it was asked to tell of a change.</summary>
    public int Waits => Volatile.Read(ref _waits);

    /// <summary>How long the answer that limits hold is under way once they do.</summary>
    public TimeSpan AnswersAfter { get; set; }

    /// <summary>What a reservation waits for before it is made.</summary>
    public Task Reserving { get; set; } = Task.CompletedTask;

    /// <summary>What happens right after it has refused one query.</summary>
    public Action Refused { get; set; } = () => { };

    public async ValueTask ConfigureAsync(CapacityLimits limits, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (LimitsFail)
            throw new IOException("limits");
        if (LimitsHang)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        await ledger.ConfigureAsync(limits, cancellationToken);
        await Task.Delay(AnswersAfter, cancellationToken);
    }

    public async ValueTask<CapacityAnswer> TryReserveAsync(CapacityClaim claim, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        await Reserving;
        var answer = IsFailing ? throw new IOException("connection") : await ledger.TryReserveAsync(claim, cancellationToken);
        if (!answer.IsGranted)
            Refused();
        return answer;
    }

    public async ValueTask<CapacityAnswer> TryReserveAsync(ReadOnlyMemory<CapacityClaim> claims, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return IsFailing ? throw new IOException("connection") : await ledger.TryReserveAsync(claims, cancellationToken);
    }

    public async ValueTask<bool> CompleteAsync(PlacementId id, CapacityUsage usage, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return await ledger.CompleteAsync(id, usage, cancellationToken);
    }

    public async ValueTask<FreeCapacity> GetFreeAsync(string scheduler, IReadOnlyCollection<string> budgetKeys, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return FreeFails ? throw new IOException("free") : await ledger.GetFreeAsync(scheduler, budgetKeys, cancellationToken);
    }

    public ValueTask<long> WaitForChangeAsync(long seen, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _waits);
        if (WaitsToThrow-- > 0)
            throw new IOException("wait");
        return WaitsFail ? ValueTask.FromException<long>(new IOException("wait")) : ledger.WaitForChangeAsync(seen, cancellationToken);
    }
}
