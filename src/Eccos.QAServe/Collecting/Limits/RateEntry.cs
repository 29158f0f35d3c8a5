namespace Eccos.QAServe;

/// <summary>One request in an endpoint's minute.</summary>
internal sealed class RateEntry(long timestamp)
{
    /// <summary>When it was let through, a timestamp of the time provider.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>The tokens counted for it: what it may take, then what it took.</summary>
    public double Tokens { get; set; }
}
