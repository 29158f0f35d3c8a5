namespace Eccos.QAServe;

/// <summary>An assumed speed of endpoints, where records hold no latency.</summary>
/// <param name="SecondsToFirstToken">The time to the first output token, 0 or more.</param>
/// <param name="OutputTokensPerSecond">The output tokens that follow in a second, greater than 0.</param>
public sealed record EndpointSpeed(double SecondsToFirstToken = 0.5, double OutputTokensPerSecond = 100);
