using Microsoft.ML.Tokenizers;

namespace Eccos.Predictors.Tests;

public sealed class TiktokenCounterTests
{
    private const string Thai = "การเรียนรู้ภาษาต้องใช้เวลาและความอดทนสูงมากเพราะเป็นทักษะที่ต้องฝึกฝนทุกวัน";

    private static readonly TiktokenCounter _counter = new();
    private static readonly TiktokenTokenizer _whole = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [TestCase("", 0)]
    [TestCase("hello world", 2)]
    [TestCase("antidisestablishmentarianism", 6)]
    public void Count_KnownText_IsThePublishedVocabularysCount(string text, int tokens) => Assert.That(_counter.Count(text), Is.EqualTo(tokens));

    [TestCase("\uD800")]
    [TestCase("三角形")]
    public void Count_AnyText_IsPositive(string text) => Assert.That(_counter.Count(text), Is.Positive);

    [TestCase("Solve x^2 + 3x - 4 = 0,\r\n\r\n  then say: \"it's done\" 👩‍🔬 <|endoftext|>\n")]
    [TestCase("二次方程式を解くには、まず判別式を計算します。")]
    [TestCase("{\"id\":12,\"list\":[1,2.5],\"url\":\"https://example.com/a?b=c\"}")]
    public void Count_LongTextOfShortWords_IsTheCountInOnePiece(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50));

        Assert.That(_counter.Count(text), Is.EqualTo(_whole.CountTokens(text)));
    }

    [TestCase(Thai)]
    [TestCase("thequickbrownfoxjumpsoverthelazydog")]
    [TestCase(" \t\n  \r\n")]
    public void Count_LongWord_IsTheSumOverPiecesCloseToTheCountInOne(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 4000 / part.Length));

        var count = _counter.Count(text);

        Assert.That(count, Is.EqualTo(text.Chunk(256).Sum(piece => _whole.CountTokens(piece))));
        Assert.That(count, Is.InRange(_whole.CountTokens(text) + 1, 1.02 * _whole.CountTokens(text)));
    }

    [Test]
    public void Count_LongWordOfSurrogatePairs_CutsNone()
    {
        var text = "." + string.Concat(Enumerable.Repeat("🧮", 600));

        Assert.That(_counter.Count(text), Is.EqualTo(_whole.CountTokens(text)));
    }
}
