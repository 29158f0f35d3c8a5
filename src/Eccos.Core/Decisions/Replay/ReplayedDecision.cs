namespace Eccos;

/// <summary>A decision that came out otherwise when it was made again.</summary>
/// <param name="Place">The record's place, from 1.</param>
/// <param name="Record">The record.</param>
/// <param name="Endpoint">The endpoint that was chosen this time; <see langword="null"/> for none.</param>
public sealed record ReplayedDecision(long Place, DecisionRecord Record, string? Endpoint);
