namespace Eccos;

/// <summary>A query that waits for room.</summary>
internal sealed class WaitingQuery(Forecast forecast)
{
    // The caller goes on elsewhere, not in the turn of the stream.
    private readonly TaskCompletionSource<Placement?> _placed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is expected of it now; another one once the options have changed.</summary>
    public Forecast Forecast { get; set; } = forecast;

    public int Priority { get; } = forecast.Queries[0].Priority;

    /// <summary>How it was decided when it last asked.</summary>
    public StreamDecided Last { get; set; }

    /// <summary>Which endpoints had room when it first asked.</summary>
    public bool[] Free { get; set; } = [];

    /// <summary>Its placement; null when the options have changed so that no stream holds the goal, and it is to ask anew.</summary>
    public Task<Placement?> Placed => _placed.Task;

    public void Place(Placement placement) => _placed.SetResult(placement);

    /// <summary>Lets it ask anew.</summary>
    public void Dismiss() => _placed.SetResult(null);

    public void Fail(Exception fault) => _placed.TrySetException(fault);
}
