namespace Eccos;

/// <summary>What is in use of one endpoint: requests in flight, and the requests and tokens of the last minute (a sliding window).</summary>
/// <remarks>Not safe for concurrent use; the ledger guards it.</remarks>
internal sealed class EndpointUsage(Endpoint endpoint, TimeProvider time)
{
    private static readonly TimeSpan _window = TimeSpan.FromMinutes(1);
    private readonly Queue<MinuteEntry> _minute = new();
    private int _inFlight;

    /// <summary>The requests the endpoint takes now; null for no limit.</summary>
    public int? FreeRequests()
    {
        var slots = endpoint.ConcurrencyLimit - _inFlight;
        if (endpoint.RequestsPerMinute is not { } limit)
            return slots;
        Forget();
        var left = Math.Max(0, limit - _minute.Count);
        return slots is { } free ? Math.Min(free, left) : left;
    }

    /// <summary>The tokens the endpoint takes now; null for no limit.</summary>
    public double? FreeTokens()
    {
        if (endpoint.TokensPerMinute is not { } limit)
            return null;
        Forget();
        return Math.Max(0, limit - _minute.Sum(entry => entry.Tokens));
    }

    public MinuteEntry Take(double tokens)
    {
        var entry = new MinuteEntry(time.GetTimestamp(), tokens);
        _inFlight++;
        if (endpoint.RequestsPerMinute is not null || endpoint.TokensPerMinute is not null)
            _minute.Enqueue(entry);
        return entry;
    }

    public void GiveBack() => _inFlight--;

    private void Forget()
    {
        while (_minute.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Timestamp) >= _window)
            _minute.Dequeue();
    }
}
