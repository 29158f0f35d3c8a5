namespace Eccos.Experiments.Commands.Verify;

/// <summary>A decision that came out otherwise.</summary>
/// <param name="Record">The record's place in the file, from 1.</param>
/// <param name="QueryId">Its query.</param>
/// <param name="Recorded">The endpoint that was chosen then; null for none.</param>
/// <param name="Replayed">The one that is chosen now; null for none.</param>
internal sealed record VerifyDifference(long Record, string QueryId, string? Recorded, string? Replayed);
