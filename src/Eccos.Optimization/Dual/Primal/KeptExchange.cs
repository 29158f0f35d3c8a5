namespace Eccos.Optimization;

/// <summary>An <see cref="Exchange"/> without what is only needed when it is found: thousands are kept at once.</summary>
internal readonly record struct KeptExchange
{
    private const int None = -1;
    private readonly int _first;
    private readonly int _second;
    private readonly int _third;

    // The table that exchanges are found in grows with the square of the endpoints: there are never more than a ushort can name.
    private readonly ushort _from;
    private readonly ushort _firstTo;
    private readonly ushort _secondTo;
    private readonly ushort _thirdTo;

    public KeptExchange(in Exchange exchange)
    {
        (DeltaF, DeltaG) = (exchange.DeltaF, exchange.DeltaG);
        (_first, _from, _firstTo) = (exchange.First.Query, (ushort)exchange.First.From, (ushort)exchange.First.To);
        (_second, _secondTo) = exchange.Length > 1 ? (exchange.Second.Query, (ushort)exchange.Second.To) : (None, (ushort)0);
        (_third, _thirdTo) = exchange.Length > 2 ? (exchange.Third.Query, (ushort)exchange.Third.To) : (None, (ushort)0);
    }

    /// <summary>The change of sum f x.</summary>
    public double DeltaF { get; }

    /// <summary>The change of sum g x.</summary>
    public double DeltaG { get; }

    /// <summary>Carries the moves out.</summary>
    public void Apply(SearchState state)
    {
        state.Move(_first, _firstTo);
        if (_second >= 0)
            state.Move(_second, _secondTo);
        if (_third >= 0)
            state.Move(_third, _thirdTo);
    }

    /// <summary>Takes the moves back. Each query came from where the one before it went.</summary>
    public void Undo(SearchState state)
    {
        if (_third >= 0)
            state.Move(_third, _secondTo);
        if (_second >= 0)
            state.Move(_second, _firstTo);
        state.Move(_first, _from);
    }

    /// <summary>Whether one query moves in both.</summary>
    public bool Shares(in KeptExchange other) => other.Uses(_first) || (_second >= 0 && other.Uses(_second)) || (_third >= 0 && other.Uses(_third));

    private bool Uses(int query) => _first == query || _second == query || _third == query;
}
