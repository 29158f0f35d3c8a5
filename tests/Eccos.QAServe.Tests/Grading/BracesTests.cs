namespace Eccos.QAServe.Tests;

public sealed class BracesTests
{
    [TestCase("{}", "0-1")]
    [TestCase("{a{b}c}", "2-4 0-6")]
    [TestCase("}{a}{", "1-3")]
    [TestCase("\\{ {x} \\}", "3-5")]
    [TestCase("{\"}\"}", "0-4")]
    [TestCase("{\"\\\"}\"}", "0-6")]
    [TestCase("5\" {x}", "3-5")]
    [TestCase("{5\"\n}", "0-4")]
    public void Pairs_Text_IsMatchedAsJsonHasIt(string text, string expected) =>
        Assert.That(string.Join(' ', Braces.Pairs(text).Select(pair => $"{pair.Open}-{pair.Close}")), Is.EqualTo(expected));

    [Test]
    public void Pairs_Program_HoldsEachBraceOnce()
    {
        var program = string.Concat(Enumerable.Repeat("if (x) { Say(\"a\"); }\n", 1000)) + new string('}', 40);

        Assert.That(Braces.Pairs(program), Has.Count.EqualTo(1000).And.Unique);
    }
}
