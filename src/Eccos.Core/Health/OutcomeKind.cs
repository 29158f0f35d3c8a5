namespace Eccos;

/// <summary>How a request to an endpoint went, as far as the endpoint's health goes.</summary>
public enum OutcomeKind
{
    /// <summary>It was answered; whether correctly is another matter.</summary>
    Ok,

    /// <summary>The endpoint refused it for want of capacity, such as with HTTP status 429 or 503.</summary>
    Refused,

    /// <summary>No answer came in time.</summary>
    Timeout,

    /// <summary>The endpoint or the way to it failed.</summary>
    Error,

    /// <summary>An answer came that is none: empty, cut off, or not in the form asked for.</summary>
    BadAnswer,
}
