namespace Eccos;

/// <summary>The place of a decision in its batch.</summary>
/// <param name="Id">Names the batch: the same text in all its records, and in no others.</param>
/// <param name="Index">The query's place in the batch, from 0.</param>
/// <param name="Queries">The queries of the batch, 1 or more.</param>
public sealed record BatchPlace(string Id, int Index, int Queries)
{
    /// <summary>What the queries of the batch were decided by together.</summary>
    /// <value>Set in the record of the first query alone; <see langword="null"/> in the others.</value>
    public BatchConditions? Conditions { get; init; }
}
