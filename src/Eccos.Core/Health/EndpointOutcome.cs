namespace Eccos;

/// <summary>How a request to an endpoint went.</summary>
/// <param name="Kind">How it went.</param>
/// <param name="RetryAfter">How long the endpoint asks to be left alone; 0 or more, <see langword="null"/> when it did not say.</param>
public readonly record struct EndpointOutcome(OutcomeKind Kind, TimeSpan? RetryAfter = null)
{
    /// <summary>It was answered.</summary>
    public static EndpointOutcome Ok => new(OutcomeKind.Ok);
}
