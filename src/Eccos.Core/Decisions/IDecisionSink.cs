namespace Eccos;

/// <summary>Takes the decision records of a scheduler, each when its query is decided for good: to write them to a file, or to compare them.</summary>
/// <remarks>
/// Called on the threads of the scheduler's callers, so that implementations are safe for use from any thread and return at once. What one throws is logged once and
/// fails no placement.
/// </remarks>
public interface IDecisionSink
{
    /// <summary>Whether records are to hold the text of their query.</summary>
    /// <value><see langword="false"/> by default.</value>
    bool WantsQueryText => false;

    /// <summary>Takes the records of a batch, in its order, or of a single query.</summary>
    /// <param name="decisions">The records.</param>
    void Take(IReadOnlyList<DecisionRecord> decisions);
}
