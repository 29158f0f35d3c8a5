namespace Eccos.Experiments.Commands.Route;

/// <summary>What a baseline would have yielded on the test records.</summary>
/// <param name="Name">The baseline.</param>
/// <param name="Model">Its endpoint; null when it uses several.</param>
/// <param name="UnknownOutcomes">Queries on which its endpoint has no record.</param>
/// <param name="RealisedSuccess">The mean score of the others.</param>
/// <param name="RealisedCostUsd">Their mean cost.</param>
internal sealed record BaselineReport(string Name, string? Model, int UnknownOutcomes, double? RealisedSuccess, double? RealisedCostUsd);
