namespace Eccos;

/// <summary>Tells a ledger the limits of one setup, again if it failed.</summary>
/// <remarks>Safe for use from any thread.</remarks>
/// <param name="ledger">The ledger.</param>
/// <param name="limits">The limits.</param>
internal sealed class ToldLimits(ICapacityLedger ledger, CapacityLimits limits)
{
    private readonly Lock _lock = new();
    private volatile Task? _told;
    private bool _isOver;

    /// <summary>Whether other limits are to hold, so that these are not told again.</summary>
    public bool IsOver
    {
        set
        {
            lock (_lock)
                _isOver = value;
        }
    }

    /// <summary>Tells the limits unless they are told already.</summary>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Done when the ledger knows them.</returns>
    public Task TellAsync(CancellationToken cancellationToken)
    {
        if (_told is { IsCompletedSuccessfully: true } told)
            return told;
        lock (_lock)
        {
            if (_told is null || (!_isOver && _told is { IsCompleted: true, IsCompletedSuccessfully: false }))
                _told = ledger.ConfigureAsync(limits, cancellationToken).AsTask().Seen();
            return _told;
        }
    }
}
