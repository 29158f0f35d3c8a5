namespace Eccos.Experiments.Commands.Verify;

/// <summary>What the verify command prints as JSON.</summary>
/// <param name="Decisions">The records.</param>
/// <param name="Same">Those that came out the same.</param>
/// <param name="Different">Those that came out otherwise.</param>
/// <param name="NotReplayable">Those that cannot be made again from what is recorded.</param>
/// <param name="FirstDifferent">The first of the different ones; null for none.</param>
internal sealed record VerifyReport(long Decisions, long Same, long Different, long NotReplayable, VerifyDifference? FirstDifferent)
{
    public static VerifyReport Of(DecisionReplayReport replayed) => new(
        replayed.Decisions,
        replayed.Same,
        replayed.Different,
        replayed.NotReplayable,
        replayed.FirstDifferent is { } first
            ? new VerifyDifference(first.Place, first.Record.QueryId, first.Record.Observed is { } observed ? observed.Endpoint : first.Record.Endpoint, first.Endpoint)
            : null);
}
