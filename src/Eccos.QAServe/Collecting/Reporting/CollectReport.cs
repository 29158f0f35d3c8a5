namespace Eccos.QAServe;

/// <summary>What a run of a collector came to.</summary>
/// <param name="Records">The records in the file: items with at least one answer.</param>
/// <param name="Answered">The answers in the file, those of earlier runs included.</param>
/// <param name="AnsweredNow">The answers of this run.</param>
/// <param name="Total">Items x endpoints.</param>
/// <param name="SpentUsd">What counts as spent in USD, earlier runs included.</param>
/// <param name="Failures">What was asked and not answered.</param>
/// <param name="GivenUp">Endpoints that were given up, with the reason.</param>
/// <param name="BeyondCeiling">The questions that were not asked because their worst case did not fit under the ceiling.</param>
public sealed record CollectReport(
    int Records,
    int Answered,
    int AnsweredNow,
    int Total,
    double SpentUsd,
    IReadOnlyList<CollectFailure> Failures,
    IReadOnlyDictionary<string, string> GivenUp,
    int BeyondCeiling)
{
    /// <summary>Whether every endpoint has answered every item.</summary>
    public bool IsComplete => Answered == Total;
}
