namespace Eccos.Experiments.Commands.Route;

/// <summary>An endpoint of the pool: how much it was used, and what it would have yielded alone.</summary>
/// <param name="Model">The endpoint.</param>
/// <param name="Estimated">Whether it was left out of training and is estimated.</param>
/// <param name="Queries">The queries decided for it.</param>
/// <param name="Share">Their part of all that were decided.</param>
/// <param name="AloneSuccess">Its mean score over the test records in which it was asked.</param>
/// <param name="AloneCostUsd">Its mean cost over them.</param>
internal sealed record EndpointReport(string Model, bool Estimated, int Queries, double Share, double? AloneSuccess, double? AloneCostUsd);
