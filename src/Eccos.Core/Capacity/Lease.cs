using System.Runtime.CompilerServices;

namespace Eccos;

/// <summary>What a placement holds of the ledger: a slot of its endpoint, its share of the windows, and the prices it was made with. Ended exactly once.</summary>
/// <remarks>
/// Safe for use from any thread: of any number of calls that end it, one does. With a ledger of another process, <see cref="Settle(int, int)"/>,
/// <see cref="Cancel"/> and <see cref="Dispose"/> send word without waiting for it to arrive; if it does not, the reservation expires. The
/// asynchronous ones wait.
/// </remarks>
public sealed class Lease : IDisposable, IAsyncDisposable
{
    private readonly ICapacityLedger _ledger;
    private readonly HealthTicket _health;
    private readonly Action<Endpoint, double>? _charged;
    private StrongBox<Usage>? _settled;
    private int _released;
    private int _reported;

    internal Lease(ICapacityLedger ledger, PlacementId id, Endpoint endpoint, HealthTicket health, Action<Endpoint, double>? charged = null)
    {
        _ledger = ledger;
        _health = health;
        _charged = charged;
        Id = id;
        Endpoint = endpoint;
    }

    /// <summary>Names the reservation; the same as the placement's.</summary>
    public PlacementId Id { get; }

    /// <summary>The endpoint, with the prices of the moment the placement was made.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>What it was settled with; <see langword="null"/> until then, and when it ended otherwise.</summary>
    public Usage? SettledUsage => Volatile.Read(ref _settled) is { } settled ? settled.Value : null;

    /// <summary>Whether it was ended.</summary>
    public bool IsReleased => Volatile.Read(ref _released) != 0;

    /// <summary>
    /// Tells how the request went, for the health of its endpoint. Settling without a word beforehand says that it was answered; disposing or
    /// cancelling says nothing.
    /// </summary>
    /// <param name="outcome">How it went.</param>
    /// <returns>Whether it was heard; <see langword="false"/>, without any effect, when an outcome was there already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the named outcomes, or a negative time.</exception>
    public bool Report(EndpointOutcome outcome)
    {
        if (!Enum.IsDefined(outcome.Kind))
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome.Kind, $"One of {string.Join(", ", Enum.GetNames<OutcomeKind>())}.");
        if (outcome.RetryAfter < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(outcome), outcome.RetryAfter, "The time to leave the endpoint alone is at least 0.");
        if (Interlocked.Exchange(ref _reported, 1) != 0)
            return false;
        _health.Report(outcome);
        return true;
    }

    /// <summary>Gives the slot back and charges the tokens really used, and what they cost at the placement's prices, instead of what was expected.</summary>
    /// <param name="inputTokens">Input tokens used, 0 or more.</param>
    /// <param name="outputTokens">Output tokens used, 0 or more.</param>
    /// <returns>Whether this call ended the lease; <see langword="false"/>, without any effect, when another one had.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public bool Settle(int inputTokens, int outputTokens) => Settle(new Usage(inputTokens, outputTokens));

    /// <summary>Gives the slot back and charges what was really used instead of what was expected.</summary>
    /// <param name="usage">What was used.</param>
    /// <returns>Whether this call ended the lease; <see langword="false"/>, without any effect, when another one had.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An amount is out of range.</exception>
    public bool Settle(Usage usage) => Send(Charge(usage), usage);

    /// <summary>Gives the slot back and charges what was really used instead of what was expected, and waits until the ledger knows.</summary>
    /// <param name="usage">What was used.</param>
    /// <param name="cancellationToken">Ends the wait for the ledger; the lease is ended all the same.</param>
    /// <returns>Whether the ledger charged it; <see langword="false"/> when it was ended before or has been forgotten for too long.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An amount is out of range.</exception>
    public ValueTask<bool> SettleAsync(Usage usage, CancellationToken cancellationToken = default)
    {
        var charge = Charge(usage);
        if (!TryEnd())
            return ValueTask.FromResult(false);

        // The word is sent whatever becomes of the wait for it.
        var sent = CompleteAsync(charge, usage);
        return sent.IsCompletedSuccessfully ? sent : new ValueTask<bool>(sent.AsTask().Seen().WaitAsync(cancellationToken));
    }

    /// <summary>Gives everything back, the request of the minute included: for a request that was never sent.</summary>
    /// <returns>Whether this call ended the lease; <see langword="false"/>, without any effect, when another one had.</returns>
    public bool Cancel() => Send(CapacityUsage.NotSent);

    /// <summary>Gives the slot back; the expected tokens and cost stay charged. Does nothing when it was ended before.</summary>
    public void Dispose() => Send(default);

    /// <summary>Gives the slot back, as <see cref="Dispose"/> does, and waits until the ledger knows.</summary>
    /// <returns>Done when the ledger knows.</returns>
    public async ValueTask DisposeAsync()
    {
        if (TryEnd())
            await CompleteAsync(default).ConfigureAwait(false);
    }

    /// <summary>What a use costs at the placement's prices, unless it says itself; null when neither does.</summary>
    internal double? CostUsd(Usage usage) =>
        usage.CostUsd ?? Endpoint.Prices?.CostUsd(usage.InputTokens - usage.CachedInputTokens, usage.OutputTokens, usage.CachedInputTokens);

    private bool Send(CapacityUsage charge, Usage? answered = null)
    {
        if (!TryEnd())
            return false;
        var sent = CompleteAsync(charge, answered);
        if (sent.IsCompletedSuccessfully)
            return sent.Result;

        // What does not arrive expires.
        sent.AsTask().Seen();
        return true;
    }

    private bool TryEnd() => Interlocked.Exchange(ref _released, 1) == 0;

    private ValueTask<bool> CompleteAsync(CapacityUsage charge, Usage? answered = null)
    {
        try
        {
            // The health first: whoever the slot wakes then finds the endpoint as it is.
            Tell(answered);
        }
        catch
        {
            // Nobody else can give the slot back any more, whatever became of a host's log or meter.
            _ledger.CompleteAsync(Id, charge).AsTask().Seen();
            throw;
        }

        return _ledger.CompleteAsync(Id, charge);
    }

    private void Tell(Usage? answered)
    {
        if (answered is { } usage)
        {
            Volatile.Write(ref _settled, new StrongBox<Usage>(usage));
            if (_charged is not null && CostUsd(usage) is { } usd)
                _charged(Endpoint, usd);
        }

        if (Interlocked.Exchange(ref _reported, 1) != 0)
            return;
        if (answered is not null)
            _health.Report(EndpointOutcome.Ok);
        else
            _health.End();
    }

    private CapacityUsage Charge(Usage usage)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usage.InputTokens, nameof(usage));
        ArgumentOutOfRangeException.ThrowIfNegative(usage.OutputTokens, nameof(usage));
        ArgumentOutOfRangeException.ThrowIfNegative(usage.CachedInputTokens, nameof(usage));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(usage.CachedInputTokens, usage.InputTokens, nameof(usage));
        if (usage.CostUsd is { } stated && !(stated >= 0 && double.IsFinite(stated)))
            throw new ArgumentOutOfRangeException(nameof(usage), stated, "The cost is finite and at least 0 USD, or null.");
        return new CapacityUsage((double)usage.InputTokens + usage.OutputTokens, CostUsd(usage));
    }
}
