namespace Eccos.Core.Tests.Support;

/// <summary>A ledger as one of another process would be: it answers later, and its reservations or its limits fail while they are told to.</summary>
internal sealed class FailingLedger(ICapacityLedger ledger) : ICapacityLedger
{
    public event EventHandler<ReservationExpiredEventArgs>? Expired
    {
        add => ledger.Expired += value;
        remove => ledger.Expired -= value;
    }

    public bool IsFailing { get; set; }

    public bool LimitsFail { get; set; }

    /// <summary>How long the answer that limits hold is under way once they do.</summary>
    public TimeSpan AnswersAfter { get; set; }

    public async ValueTask ConfigureAsync(CapacityLimits limits, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (LimitsFail)
            throw new IOException("connection");
        await ledger.ConfigureAsync(limits, cancellationToken);
        await Task.Delay(AnswersAfter, cancellationToken);
    }

    public async ValueTask<CapacityAnswer> TryReserveAsync(CapacityClaim claim, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return IsFailing ? throw new IOException("connection") : await ledger.TryReserveAsync(claim, cancellationToken);
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
        return await ledger.GetFreeAsync(scheduler, budgetKeys, cancellationToken);
    }

    public ValueTask<long> WaitForChangeAsync(long seen, CancellationToken cancellationToken = default) => ledger.WaitForChangeAsync(seen, cancellationToken);
}
