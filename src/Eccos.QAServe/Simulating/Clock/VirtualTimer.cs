namespace Eccos.QAServe;

/// <summary>A timer of a <see cref="VirtualTime"/>.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Its place in the clock's queue; 0 when it is not set. The clock's lock guards it.</summary>
    public long Order { get; set; }

    /// <summary>The span from one firing to the next; null when it fires once.</summary>
    public TimeSpan? Period { get; private set; }

    /// <summary>The span it was set to last; null when it is not set.</summary>
    public TimeSpan? Span { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Period = period > TimeSpan.Zero ? period : null;
        Set(dueTime >= TimeSpan.Zero ? dueTime : null);
        return true;
    }

    /// <summary>Calls back.</summary>
    public void Fire()
    {
        if (Period is null)
            time.Count(Span, null);
        Span = Period;
        callback(state);
    }

    public void Dispose()
    {
        Period = null;
        Set(null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Set(TimeSpan? span)
    {
        var before = Span;
        Span = span;
        time.Clock.Set(this, span);
        time.Count(before, span);
    }
}
