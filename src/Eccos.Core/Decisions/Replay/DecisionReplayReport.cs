namespace Eccos;

/// <summary>What came of deciding recorded queries again.</summary>
/// <param name="Decisions">The records.</param>
/// <param name="Same">Those that came out with the same endpoint, or again with none.</param>
/// <param name="NotReplayable">Those that lack what it takes: not chosen by prices, or records of their batch are missing.</param>
public sealed record DecisionReplayReport(long Decisions, long Same, long NotReplayable)
{
    /// <summary>Those that came out with another endpoint.</summary>
    public long Different => Decisions - Same - NotReplayable;

    /// <summary>The first of the different ones; <see langword="null"/> when there is none.</summary>
    public ReplayedDecision? FirstDifferent { get; init; }
}
