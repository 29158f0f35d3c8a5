namespace Eccos;

/// <summary>Counts decisions that were made again.</summary>
internal sealed class ReplayTally
{
    private long _decisions;
    private long _same;
    private long _different;
    private ReplayedDecision? _first;

    /// <summary>A record came.</summary>
    /// <returns>Its place, from 1.</returns>
    public long Next() => ++_decisions;

    /// <summary>A record was decided again.</summary>
    public void Compare(long place, DecisionRecord record, string? endpoint)
    {
        if (endpoint == (record.Observed is { } observed ? observed.Endpoint : record.Endpoint))
        {
            _same++;
            return;
        }

        _different++;
        if (_first is null || place < _first.Place)
            _first = new ReplayedDecision(place, record, endpoint);
    }

    public DecisionReplayReport Report() => new(_decisions, _same, _decisions - _same - _different) { FirstDifferent = _first };
}
