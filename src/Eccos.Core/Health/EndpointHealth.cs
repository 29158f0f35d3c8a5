namespace Eccos;

/// <summary>The health of one endpoint at one moment.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="State">Whether it takes part in the assignment.</param>
/// <param name="Failures">Requests in a row that failed, since it is in use; 0 or more.</param>
/// <param name="PauseLeft">How long it is still out; zero unless it is cooling down.</param>
/// <param name="Pauses">Pauses since a request was last answered after one; 0 or more.</param>
public readonly record struct EndpointHealth(string Endpoint, EndpointState State, int Failures, TimeSpan PauseLeft, int Pauses);
