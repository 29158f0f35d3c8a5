namespace Eccos.Experiments.Commands.Replay;

/// <summary>Keeps decision records until they are written.</summary>
internal sealed class TakenDecisions : IDecisionSink
{
    private readonly List<DecisionRecord> _records = [];

    public void Take(IReadOnlyList<DecisionRecord> decisions)
    {
        lock (_records)
            _records.AddRange(decisions);
    }

    /// <summary>Writes them, whole or not at all.</summary>
    public Task WriteAsync(FileInfo file, CancellationToken cancellationToken)
    {
        file.Directory?.Create();
        return DecisionFile.WriteAsync(file.FullName, _records.ToAsyncEnumerable(), cancellationToken);
    }
}
