namespace Eccos;

/// <summary>A query that waits for room.</summary>
internal sealed class WaitingQuery(Forecast forecast)
{
    // The caller goes on elsewhere, not in the turn of the stream.
    private readonly TaskCompletionSource<Placement?> _placed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();

    /// <summary>What is expected of it now; another one once the options have changed.</summary>
    public Forecast Forecast { get; set; } = forecast;

    public int Priority { get; } = forecast.Queries[0].Priority;

    /// <summary>How it was decided when it last asked.</summary>
    /// <remarks>Read also by those whose turn it is not.</remarks>
    public StreamDecided Last
    {
        get
        {
            lock (_lock)
                return field;
        }

        set
        {
            lock (_lock)
                field = value;
        }
    }

    /// <summary>Which endpoints had room when it first asked.</summary>
    public bool[] Free { get; set; } = [];

    /// <summary>Its placement; null when the options have changed so that no stream holds the goal, and it is to ask anew.</summary>
    public Task<Placement?> Placed => _placed.Task;

    public void Place(Placement placement) => _placed.SetResult(placement);

    /// <summary>Lets it ask anew.</summary>
    public void Dismiss() => _placed.SetResult(null);

    public void Fail(Exception fault)
    {
        // Whoever has left in the meantime does not look any more.
        _placed.TrySetException(fault);
        _placed.Task.Seen();
    }
}
