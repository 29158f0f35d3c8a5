namespace Eccos;

/// <summary>A request's admission to its endpoint, by which its outcome is told apart from those of requests that are older news.</summary>
/// <param name="Breaker">The endpoint's breaker.</param>
/// <param name="Term">The breaker's term at the admission.</param>
internal readonly record struct HealthTicket(EndpointBreaker Breaker, long Term)
{
    public void Report(in EndpointOutcome outcome) => Breaker.Report(Term, outcome);

    /// <summary>Gives the admission up: no request was made.</summary>
    public void Leave() => Breaker.Leave(Term);

    /// <summary>Ends the request without news.</summary>
    public void End()
    {
        if (Breaker.Leave(Term))
            Breaker.ProbeEnded?.Invoke();
    }
}
