namespace Eccos.QAServe;

/// <summary>How far a collection has come.</summary>
/// <param name="Answered">The answers there are, those of earlier runs included.</param>
/// <param name="Failed">The questions that were given up in this run.</param>
/// <param name="Total">Items x endpoints.</param>
/// <param name="SpentUsd">
/// What counts as spent in USD, earlier runs included; requests whose fate is unknown, or whose usage was not reported, count with their worst case.
/// </param>
/// <param name="Elapsed">The time since this run began.</param>
/// <param name="Remaining">
/// The time the slowest endpoint needs for what is left at its pace so far; <see langword="null"/> while an endpoint has not answered yet.
/// </param>
public readonly record struct CollectProgress(int Answered, int Failed, int Total, double SpentUsd, TimeSpan Elapsed, TimeSpan? Remaining);
