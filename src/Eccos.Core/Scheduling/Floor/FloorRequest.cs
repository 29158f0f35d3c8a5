namespace Eccos;

/// <summary>What a <see cref="RunningFloor"/> asks of the next queries.</summary>
/// <param name="Asked">The average success probability to aim at.</param>
/// <param name="Least">The one they must reach, so that the running average stays where it is promised; at most the floor itself.</param>
/// <param name="Multiplier">lambda of the queries before, USD per correct answer; <see langword="null"/> before the first.</param>
internal readonly record struct FloorRequest(double Asked, double Least, double? Multiplier);
