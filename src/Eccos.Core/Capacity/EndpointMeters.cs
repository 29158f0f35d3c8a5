namespace Eccos;

/// <summary>What is in use of one endpoint.</summary>
/// <remarks>Not safe for concurrent use; the ledger guards it.</remarks>
internal sealed class EndpointMeters(string name)
{
    private int? _concurrencyLimit;

    public string Name { get; } = name;

    public int InFlight { get; set; }

    public WindowMeter Requests { get; } = new();

    public WindowMeter Tokens { get; } = new();

    public WindowMeter Spend { get; } = new();

    public bool HasSlot => _concurrencyLimit is not { } limit || InFlight < limit;

    public void Configure(Endpoint endpoint, Func<TimeSpan, long> units)
    {
        var minute = units(TimeSpan.FromMinutes(1));
        _concurrencyLimit = endpoint.ConcurrencyLimit;
        Requests.Configure(endpoint.RequestsPerMinute, minute);
        Tokens.Configure(endpoint.TokensPerMinute, minute);
        Spend.Configure(endpoint.SpendLimit is { } limit ? Amount.LimitUsd(limit.Usd) : null, units(endpoint.SpendLimit?.Window ?? TimeSpan.FromMinutes(1)));
    }

    public EndpointCapacity Free(long now)
    {
        long? slots = _concurrencyLimit - InFlight;
        var requests = (slots, Requests.Free(now)) is (not null, not null) and var (left, right) ? Math.Min(left.Value, right.Value) : slots ?? Requests.Free(now);
        return new EndpointCapacity(
            (int?)NotBelowZero(requests),
            NotBelowZero(Tokens.Free(now)),
            NotBelowZero(Spend.Free(now)) is { } units ? Amount.ToUsd(units) : null,
            InFlight)
        {
            Load = Greatest(_concurrencyLimit is { } limit ? (double)InFlight / Math.Max(limit, 1) : null, Greatest(Requests.Load(now), Greatest(Tokens.Load(now), Spend.Load(now)))),
        };
    }

    private static double? Greatest(double? left, double? right) => left > right || right is null ? left : right;

    private static long? NotBelowZero(long? amount) => amount is { } known ? Math.Max(known, 0) : null;
}
