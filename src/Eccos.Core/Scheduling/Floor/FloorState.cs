namespace Eccos;

/// <summary>How a <see cref="RunningFloor"/> stands.</summary>
/// <param name="Queries">The queries placed so far.</param>
/// <param name="AverageQuality">Their average predicted success; NaN when there are none.</param>
/// <param name="Deficit">D, the correct answers owed; negative for a surplus.</param>
/// <param name="LabelOffset">o, by how much labels fell short of predictions.</param>
/// <param name="Multiplier">lambda, USD per correct answer; <see langword="null"/> when not known.</param>
internal readonly record struct FloorState(long Queries, double AverageQuality, double Deficit, double LabelOffset, double? Multiplier);
