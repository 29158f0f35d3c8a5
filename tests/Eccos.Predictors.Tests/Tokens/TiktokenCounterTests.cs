namespace Eccos.Predictors.Tests;

public sealed class TiktokenCounterTests
{
    private static readonly TiktokenCounter _counter = new();

    [TestCase("", 0)]
    [TestCase("hello world", 2)]
    [TestCase("antidisestablishmentarianism", 6)]
    public void Count_KnownText_IsThePublishedVocabularysCount(string text, int tokens) => Assert.That(_counter.Count(text), Is.EqualTo(tokens));

    [TestCase("\uD800")]
    [TestCase("三角形")]
    public void Count_AnyText_IsPositive(string text) => Assert.That(_counter.Count(text), Is.Positive);
}
