using Eccos.Observations;

namespace Eccos.Predictors.Tests;

/// <summary>
/// Questions in pairs that differ in one word, of words that tell nothing. Endpoints "first" and "second" always take one and the same option, so that each is
/// right on one question of a pair, and not on the same one; endpoint "coin" tosses one.
/// </summary>
internal static class PairedQuestions
{
    /// <summary>Both questions of the pairs from <paramref name="start"/> on.</summary>
    public static QAServeRecord[] Create(int start, int count) =>
        [.. Enumerable.Range(start, count).SelectMany(pair => new[] { Question(pair, other: false), Question(pair, other: true) })];

    /// <summary>One question of a pair.</summary>
    public static QAServeRecord Question(int pair, bool other)
    {
        var random = new Random(pair);
        var words = string.Join(' ', Enumerable.Range(0, 14).Select(_ => $"word{Letters(random.Next(26 * 26))}"));
        var right = (random.Next(2) == 1) ^ other;
        var coin = new Random((2 * pair) + (other ? 1 : 0) + 100_000).Next(2);
        return Sets.Record(
            $"{words}, {(other ? "more" : "less")}?",
            Sets.Output("first", right ? 1 : 0, 5),
            Sets.Output("second", right ? 0 : 1, 5),
            Sets.Output("coin", coin, 5));
    }

    private static string Letters(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";
}
