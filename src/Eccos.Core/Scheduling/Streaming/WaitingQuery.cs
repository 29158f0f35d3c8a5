namespace Eccos;

/// <summary>A query that waits for room.</summary>
internal sealed class WaitingQuery(Forecast forecast)
{
    // The caller goes on elsewhere, not in the turn of the stream.
    private readonly TaskCompletionSource<Placement> _placed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Forecast Forecast => forecast;

    public int Priority => forecast.Queries[0].Priority;

    /// <summary>How it was decided when it last asked.</summary>
    public StreamDecided Last { get; set; }

    /// <summary>Which endpoints had room when it first asked.</summary>
    public bool[] Free { get; init; } = [];

    public Task<Placement> Placed => _placed.Task;

    public void Place(Placement placement) => _placed.SetResult(placement);

    public void Fail(Exception fault) => _placed.TrySetException(fault);
}
