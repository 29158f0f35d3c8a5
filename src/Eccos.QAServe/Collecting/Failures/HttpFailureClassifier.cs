using System.ClientModel;
using System.Globalization;
using System.Net;

namespace Eccos.QAServe;

/// <summary>
/// Reads the exceptions of HTTP clients: those of the BCL, and those of System.ClientModel, on which the clients of OpenAI, Azure and others
/// are built. Retry-After is read in seconds, as a date, and in milliseconds.
/// </summary>
/// <param name="time">Tells the time against which a date is read.</param>
public sealed class HttpFailureClassifier(TimeProvider time) : IFailureClassifier
{
    private readonly TimeProvider _time = time ?? throw new ArgumentNullException(nameof(time));

    /// <inheritdoc/>
    public RequestFailure Classify(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception switch
        {
            ClientResultException { Status: > 0 } result => OfStatus(result.Status, RetryAfter(result), OneLine(result.Message)),
            HttpRequestException { StatusCode: { } status } http => OfStatus((int)status, null, OneLine(http.Message)),
            HttpRequestException http when WasNeverSent(http) => Unreached(http),
            ClientResultException { InnerException: HttpRequestException http } when WasNeverSent(http) => Unreached(http),
            TimeoutException or OperationCanceledException => new RequestFailure(FailureScope.Attempt, true, $"no answer in time: {OneLine(exception.Message)}"),
            HttpRequestException or IOException or ClientResultException => new RequestFailure(FailureScope.Attempt, true, $"the connection broke: {OneLine(exception.Message)}"),
            _ => new RequestFailure(FailureScope.Attempt, true, $"no answer that can be read ({exception.GetType().Name}): {OneLine(exception.Message)}"),
        };
    }

    // The host's name, the connection or its encryption failed: no server had the request.
    private static bool WasNeverSent(HttpRequestException exception) => exception.HttpRequestError is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static RequestFailure Unreached(HttpRequestException exception) => new(FailureScope.Attempt, false, $"no connection: {OneLine(exception.Message)}");

    private static RequestFailure OfStatus(int status, TimeSpan? retryAfter, string message)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}: {message}");
        return (HttpStatusCode)status switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or (HttpStatusCode)529 =>
                new RequestFailure(FailureScope.Attempt, false, reason, retryAfter),
            >= HttpStatusCode.InternalServerError => new RequestFailure(FailureScope.Attempt, true, reason, retryAfter),
            HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
                or HttpStatusCode.ProxyAuthenticationRequired => new RequestFailure(FailureScope.Endpoint, false, reason),
            >= HttpStatusCode.BadRequest => new RequestFailure(FailureScope.Item, false, reason),

            // A success whose body could not be read, or a redirection nobody followed.
            _ => new RequestFailure(FailureScope.Attempt, true, reason),
        };
    }

    private TimeSpan? RetryAfter(ClientResultException exception)
    {
        if (exception.GetRawResponse()?.Headers is not { } headers)
            return null;
        if (headers.TryGetValue("retry-after-ms", out var milliseconds) && double.TryParse(milliseconds, CultureInfo.InvariantCulture, out var ms) && ms is >= 0 and < 1e12)
            return TimeSpan.FromMilliseconds(ms);
        if (!headers.TryGetValue("retry-after", out var text) || text is null)
            return null;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9)
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return null;
        var wait = date - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
