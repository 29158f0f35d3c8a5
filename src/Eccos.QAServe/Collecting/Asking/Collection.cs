using System.Collections.Concurrent;

namespace Eccos.QAServe;

/// <summary>What the endpoints of one run share.</summary>
/// <param name="Items">All items, in the order of the final file.</param>
/// <param name="Journal">What was done.</param>
/// <param name="Budget">What may be spent.</param>
/// <param name="Meter">Told of each step.</param>
internal sealed record Collection(IReadOnlyList<PreparedItem> Items, Journal Journal, Budget Budget, ProgressMeter Meter)
{
    private long _lastRequest = Journal.State.LastRequest;
    private int _beyondCeiling;
    private int _answered;

    /// <summary>The answers of this and earlier runs.</summary>
    public ConcurrentDictionary<(string Item, string Endpoint), JournalAnswer> Answers { get; } = new(Journal.State.Answers);

    public ConcurrentBag<CollectFailure> Failures { get; } = [];

    public ConcurrentDictionary<string, string> GivenUp { get; } = new(StringComparer.Ordinal);

    /// <summary>The questions that did not fit under the ceiling.</summary>
    public int BeyondCeiling => _beyondCeiling;

    /// <summary>The answers of this run.</summary>
    public int AnsweredNow => _answered;

    public long NextRequest() => Interlocked.Increment(ref _lastRequest);

    public void CountBeyondCeiling() => Interlocked.Increment(ref _beyondCeiling);

    public void CountAnswered() => Interlocked.Increment(ref _answered);
}
