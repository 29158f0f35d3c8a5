using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Eccos.Observations;

namespace Eccos.Core.Tests.Observations;

public sealed class QuerySplitTests
{
    // Computed apart from the library, with: printf '<seed>\n<text>' | sha256sum, first 16 digits / 2^64.
    [TestCase("What is 6 x 7?", 0, 0.627138805186)]
    [TestCase("", 0, 0.602159450429)]
    [TestCase("Привет 🙂", 0, 0.594021822790)]
    [TestCase("What is 6 x 7?", 7, 0.654790737842)]
    [TestCase("What is 6 x 7?", -1, 0.384230823410)]
    public void IsHeldOut_GoldenText_LiesWhereItsHashSays(string text, int seed, double place)
    {
        Assert.That(new QuerySplit(place + 1e-9, seed).IsHeldOut(text), Is.True);
        Assert.That(new QuerySplit(place - 1e-9, seed).IsHeldOut(text), Is.False);
    }

    [Test]
    public void IsHeldOut_ManyTexts_AgreeWithTheFormulaInExactArithmetic()
    {
        var split = new QuerySplit(0.3, 5);
        for (var k = 0; k < 2_000; k++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"5\nquery {k}")));
            var first = new BigInteger(hash.AsSpan(0, 8), isUnsigned: true, isBigEndian: true);
            Assert.That(split.IsHeldOut($"query {k}"), Is.EqualTo(10 * first < 3 * BigInteger.Pow(2, 64)));
        }
    }

    [TestCase(0.1)]
    [TestCase(0.25)]
    [TestCase(0.8)]
    public void IsHeldOut_ManyTexts_HoldsOutTheFractionAskedFor(double fraction)
    {
        const int N = 20_000;
        var split = new QuerySplit(fraction);

        var heldOut = Enumerable.Range(0, N).Count(k => split.IsHeldOut($"query {k}"));

        // Five standard deviations of a binomial count.
        Assert.That(heldOut, Is.EqualTo(fraction * N).Within(5 * Math.Sqrt(N * fraction * (1 - fraction))));
    }

    [Test]
    public void IsHeldOut_AnotherSeed_CutsIndependently()
    {
        const int N = 20_000;
        var (a, b) = (new QuerySplit(0.5, 1), new QuerySplit(0.5, 2));

        var same = Enumerable.Range(0, N).Count(k => a.IsHeldOut($"query {k}") == b.IsHeldOut($"query {k}"));

        Assert.That(same, Is.EqualTo(N / 2).Within(5 * Math.Sqrt(N) / 2));
    }

    [Test]
    public void IsHeldOut_LargerFraction_HoldsOutTheSameTextsAndMore()
    {
        var (small, large) = (new QuerySplit(0.2), new QuerySplit(0.4));

        var texts = Enumerable.Range(0, 2_000).Select(k => $"query {k}").Where(small.IsHeldOut).ToList();

        Assert.That(texts, Is.Not.Empty.And.All.Matches<string>(large.IsHeldOut));
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    public void OfPart_AllParts_HoldEveryTextOnceAndAboutAsMany(int parts)
    {
        const int N = 7_000;
        QuerySplit[] splits = [.. Enumerable.Range(1, parts).Select(part => QuerySplit.OfPart(part, parts, seed: 3))];

        var held = Enumerable.Range(0, N).Select(k => splits.Index().Where(split => split.Item.IsHeldOut($"query {k}")).Select(split => split.Index).ToArray()).ToArray();

        Assert.That(held, Has.All.Length.EqualTo(1));
        foreach (var part in held.GroupBy(where => where[0]))
            Assert.That(part.Count(), Is.EqualTo((double)N / parts).Within(5 * Math.Sqrt(N / (double)parts)));
    }

    [Test]
    public void OfPart_TheFirst_IsTheCutOfThatFraction()
    {
        var (part, cut) = (QuerySplit.OfPart(1, 4, seed: 7), new QuerySplit(0.25, seed: 7));

        Assert.That(Enumerable.Range(0, 1_000).Select(k => part.IsHeldOut($"query {k}")), Is.EqualTo(Enumerable.Range(0, 1_000).Select(k => cut.IsHeldOut($"query {k}"))));
    }

    [TestCase(1, 1)]
    [TestCase(0, 3)]
    [TestCase(4, 3)]
    [TestCase(1, -2)]
    public void OfPart_NoSuchPart_Throws(int part, int parts) =>
        Assert.That(() => QuerySplit.OfPart(part, parts), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("\ud800")]
    [TestCase("a\udc00b")]
    public void IsHeldOut_LoneSurrogate_HasASide(string text) =>
        Assert.That(new QuerySplit(0.999999).IsHeldOut(text), Is.True);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Constructor_FractionOutOfRange_Throws(double fraction) => Assert.That(
        () => new QuerySplit(fraction),
        Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property(nameof(ArgumentOutOfRangeException.ActualValue)).EqualTo(fraction));
}
