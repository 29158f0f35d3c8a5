namespace Eccos;

/// <summary>What a quality floor came to for one batch.</summary>
/// <param name="Required">The average success probability that the goal asks for.</param>
/// <param name="Asked">
/// The one that was asked of the optimizer: <paramref name="Required"/> with the margin, and, where the floor holds on a running average, less or more by what this
/// batch's queries and the ones before call for.
/// </param>
/// <param name="Margin">How far predicted success must lie above the floor so that outcomes keep it at the confidence of the goal; 0 when none was named.</param>
/// <param name="StandardError">The standard error of the batch's average outcome around its <see cref="Schedule.ExpectedSuccess"/>; 0 when nothing was placed.</param>
public sealed record BatchFloor(double Required, double Asked, double Margin, double StandardError);
