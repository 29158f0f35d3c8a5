namespace Eccos.QAServe;

/// <summary>The endpoints that one call added to a host's collector.</summary>
internal sealed record CollectedEndpoints(IReadOnlyList<Endpoint> Endpoints);
