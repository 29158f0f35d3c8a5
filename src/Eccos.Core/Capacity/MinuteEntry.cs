namespace Eccos;

/// <summary>One request in an endpoint's minute.</summary>
internal sealed class MinuteEntry(long timestamp, double tokens)
{
    /// <summary>When it was reserved, a timestamp of the time provider.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>The tokens counted for it: the expected ones, then those really used.</summary>
    public double Tokens { get; set; } = tokens;
}
