namespace Eccos.Core.Tests.Decisions;

/// <summary>Keeps the records it is given.</summary>
internal sealed class RecordingSink : IDecisionSink
{
    public List<DecisionRecord> Records { get; } = [];

    public bool WantsQueryText { get; init; }

    public void Take(IReadOnlyList<DecisionRecord> decisions) => Records.AddRange(decisions);
}
