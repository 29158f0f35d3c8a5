namespace Eccos;

/// <summary>
/// A circuit breaker with growing pauses: in use, after k failures in a row out for pause_n = min(longest, first x growth^n), or for as long as the endpoint
/// asks if that is longer, then one request at a time until one is answered (n = 0 again) or fails (n + 1).
/// </summary>
/// <remarks>
/// Safe for use from any thread. Every change of state begins a new term; the outcome of a request admitted in an earlier term changes nothing,
/// but that a refusal can lengthen the pause.
/// </remarks>
internal sealed class EndpointBreaker(string endpoint, TimeProvider time, HealthOptions options, Action<EndpointHealth>? changed = null)
{
    private readonly Lock _lock = new();
    private volatile HealthOptions _options = options;
    private EndpointState _state;
    private long _term;
    private int _failures;
    private int _pauses;
    private long _pausedAt;
    private TimeSpan _pause;
    private long? _probeSince;

    /// <summary>Is told when a probe ends without news.</summary>
    public Action? ProbeEnded { get; init; }

    public HealthOptions Options
    {
        set => _options = value;
    }

    /// <summary>Admits a request, or tells when to ask again.</summary>
    /// <param name="probeLifetime">How long a probe may take before it is taken for forgotten.</param>
    /// <param name="ticket">The admission.</param>
    /// <param name="retryAfter">How long the endpoint is still out; while a probe is under way, the first pause.</param>
    public bool TryEnter(TimeSpan probeLifetime, out HealthTicket ticket, out TimeSpan retryAfter)
    {
        retryAfter = _options.FirstPause;
        var probes = false;
        lock (_lock)
        {
            if (_state == EndpointState.CoolingDown)
            {
                if (PauseLeft() is var left && left > TimeSpan.Zero)
                {
                    (ticket, retryAfter) = (default, left);
                    return false;
                }

                _state = EndpointState.Probing;
                _probeSince = null;
                _term++;
                probes = true;
            }

            if (_state == EndpointState.Probing)
            {
                if (_probeSince is { } since && time.GetElapsedTime(since) < probeLifetime)
                {
                    ticket = default;
                    return false;
                }

                // A probe that is taken over ends its term, so that its late outcome is not mistaken for this one's.
                _term += _probeSince is null ? 0 : 1;
                _probeSince = time.GetTimestamp();
            }

            ticket = new HealthTicket(this, _term);
        }

        try
        {
            if (probes)
                changed?.Invoke(Health);
            return true;
        }
        catch
        {
            // Nobody gets to know of the admission, so nobody else could give it up.
            ticket.Leave();
            throw;
        }
    }

    /// <summary>Ends a request without news.</summary>
    /// <returns>Whether it was the probe, so that another one may be.</returns>
    public bool Leave(long term)
    {
        lock (_lock)
        {
            if (term != _term || _probeSince is null)
                return false;
            _probeSince = null;
            return true;
        }
    }

    public void Report(long term, in EndpointOutcome outcome)
    {
        lock (_lock)
        {
            if (!Changes(term, outcome))
                return;
        }

        changed?.Invoke(Health);
    }

    public EndpointHealth Health
    {
        get
        {
            lock (_lock)
            {
                return new EndpointHealth(endpoint, _state, _failures, _state == EndpointState.CoolingDown ? PauseLeft() : TimeSpan.Zero, _pauses);
            }
        }
    }

    /// <summary>The requests the endpoint's health lets through now; null for no limit.</summary>
    public int? Room(TimeSpan probeLifetime)
    {
        lock (_lock)
        {
            return _state switch
            {
                EndpointState.InUse => null,
                EndpointState.CoolingDown => PauseLeft() > TimeSpan.Zero ? 0 : 1,
                _ => _probeSince is { } since && time.GetElapsedTime(since) < probeLifetime ? 0 : 1,
            };
        }
    }

    private bool Changes(long term, in EndpointOutcome outcome)
    {
        if (term != _term)
        {
            if (_state == EndpointState.CoolingDown && outcome.RetryAfter is { } longer && longer > PauseLeft())
                Pause(longer);
            return false;
        }

        if (outcome.Kind == OutcomeKind.Ok)
        {
            _failures = 0;
            if (_state == EndpointState.InUse)
                return false;
            (_state, _pauses, _probeSince) = (EndpointState.InUse, 0, null);
            _term++;
            return true;
        }

        var options = _options;
        if (_state == EndpointState.InUse && ++_failures < options.FailuresToCoolDown && outcome.RetryAfter is null)
            return false;
        var pause = Math.Min(options.FirstPause.TotalSeconds * Math.Pow(options.PauseGrowth, _pauses), options.LongestPause.TotalSeconds);
        Pause(TimeSpan.FromSeconds(Math.Max(pause, (outcome.RetryAfter ?? TimeSpan.Zero).TotalSeconds)));
        (_state, _failures, _probeSince) = (EndpointState.CoolingDown, 0, null);
        _pauses++;
        _term++;
        return true;
    }

    private void Pause(TimeSpan pause) => (_pausedAt, _pause) = (time.GetTimestamp(), pause < HealthRules.LongestOfAll ? pause : HealthRules.LongestOfAll);

    private TimeSpan PauseLeft() => _pause - time.GetElapsedTime(_pausedAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
