namespace Eccos;

/// <summary>What a placement holds of its endpoint: a slot, and a share of the requests and tokens of the minute. Released exactly once.</summary>
/// <remarks>Safe for use from any thread: of any number of calls that release it, one does.</remarks>
public sealed class Lease : IDisposable
{
    private readonly CapacityLedger _ledger;
    private int _released;

    internal Lease(CapacityLedger ledger, int endpointIndex, Endpoint endpoint, MinuteEntry entry)
    {
        _ledger = ledger;
        EndpointIndex = endpointIndex;
        Endpoint = endpoint;
        Entry = entry;
    }

    /// <summary>The endpoint.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>Whether the slot has been given back.</summary>
    public bool IsReleased => Volatile.Read(ref _released) != 0;

    internal int EndpointIndex { get; }

    internal MinuteEntry Entry { get; }

    /// <summary>Gives the slot back and counts the tokens that were really used against the minute, instead of those that were expected.</summary>
    /// <param name="inputTokens">Input tokens used, 0 or more.</param>
    /// <param name="outputTokens">Output tokens used, 0 or more.</param>
    /// <returns>Whether this call released the slot; <see langword="false"/>, without any effect, when another one had.</returns>
    public bool Settle(int inputTokens, int outputTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(outputTokens);
        return Release((double)inputTokens + outputTokens);
    }

    /// <summary>Gives the slot back; the expected tokens stay counted against the minute. Does nothing when it was given back before.</summary>
    public void Dispose() => Release(null);

    private bool Release(double? usedTokens)
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
            return false;
        _ledger.Release(this, usedTokens);
        return true;
    }
}
