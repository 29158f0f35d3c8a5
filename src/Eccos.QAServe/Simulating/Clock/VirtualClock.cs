namespace Eccos.QAServe;

/// <summary>A clock that stands still until it is moved: the time of a discrete-event simulation, and the timers that wait for it.</summary>
/// <remarks>Safe for use from any thread; one thread moves it.</remarks>
internal sealed class VirtualClock
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<VirtualTimer, (TimeSpan Due, long Order)> _timers = new();
    private TimeSpan _now;
    private long _order;

    /// <summary>The time since the simulation began.</summary>
    public TimeSpan Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    /// <summary>When the next timer is due; null when none waits.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (_lock)
                return TryPeek(out _, out var due) ? due : null;
        }
    }

    /// <summary>Moves the clock forward; timers that become due wait until they are fired.</summary>
    public void MoveTo(TimeSpan time)
    {
        lock (_lock)
            _now = time > _now ? time : _now;
    }

    /// <summary>Fires the first timer that is due.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryFire()
    {
        VirtualTimer timer;
        lock (_lock)
        {
            if (!TryPeek(out timer, out var due) || due > _now)
                return false;
            _timers.Dequeue();
            timer.Order = timer.Period is { } period ? Enqueue(timer, period) : 0;
        }

        timer.Fire();
        return true;
    }

    /// <summary>Sets a timer, whatever it was set to before.</summary>
    public void Set(VirtualTimer timer, TimeSpan? due)
    {
        lock (_lock)
            timer.Order = due is { } span ? Enqueue(timer, span) : 0;
    }

    private long Enqueue(VirtualTimer timer, TimeSpan after)
    {
        // A span of no end is longer than any simulation.
        var due = after < TimeSpan.MaxValue - _now ? _now + after : TimeSpan.MaxValue;
        _timers.Enqueue(timer, (due, ++_order));
        return _order;
    }

    // Entries of timers that were set anew or disposed of are left in the queue until they come up.
    private bool TryPeek(out VirtualTimer timer, out TimeSpan due)
    {
        while (_timers.TryPeek(out timer!, out var at))
        {
            due = at.Due;
            if (timer.Order == at.Order)
                return true;
            _timers.Dequeue();
        }

        due = default;
        return false;
    }
}
