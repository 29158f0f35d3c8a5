namespace Eccos.Predictors;

/// <summary>An endpoint without history as it is known from its facts, the other endpoints and its probes.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Vector">Its capability.</param>
/// <param name="Tokens">Its output tokens; null when neither a known endpoint nor a probe tells of tokens.</param>
/// <param name="Cost">Its cost; null when neither a known endpoint nor a probe tells of costs.</param>
internal sealed record EstimatedEndpoint(Endpoint Endpoint, EndpointVector Vector, EstimatedAmount? Tokens, EstimatedAmount? Cost);
