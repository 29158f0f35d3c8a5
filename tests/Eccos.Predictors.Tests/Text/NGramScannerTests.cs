namespace Eccos.Predictors.Tests;

public sealed class NGramScannerTests
{
    [TestCase("Add 12 and 7", "ADD 58 AND 3", TestName = "{m}(case and digits)")]
    [TestCase("one two\nthree", "one \t two\u2003three  ", TestName = "{m}(white space)")]
    [TestCase("ÉCOLE", "école", TestName = "{m}(case beyond ASCII)")]
    public void Scan_AlikeTexts_FindsTheSameBuckets(string left, string right) => Assert.That(Buckets(right), Is.EqualTo(Buckets(left)));

    [TestCase("12", "123")]
    [TestCase("a b", "ab")]
    [TestCase("x = y", "x + y")]
    public void Scan_DifferentTexts_FindsOtherBuckets(string left, string right) => Assert.That(Buckets(right), Is.Not.EqualTo(Buckets(left)));

    [Test]
    public void Scan_TwoWords_FindsTheirNGrams()
    {
        // "ab cd" between spaces, " ab cd ": 2 words, 1 pair, 5 threes and 4 fours.
        Assert.That(Buckets("ab cd"), Has.Count.EqualTo(12));
        Assert.That(Buckets("ab cd").Distinct().Count(), Is.EqualTo(12));
        Assert.That(Buckets("ab cd"), Is.All.InRange(0, NGramScanner.BucketCount - 1));
    }

    [Test]
    public void Scan_Empty_FindsNothing() => Assert.That(Buckets(" "), Is.Empty);

    [Test]
    public void Scan_AnyRoom_FindsTheSameBuckets()
    {
        var text = string.Concat(Enumerable.Range(0, 400).Select(i => (char)(i * 7 % 1000)));
        foreach (var room in (int[])[16, 17, 40])
            Assert.That(Buckets(text, room), Is.EqualTo(Buckets(text)));
    }

    [Test]
    public void Scan_EveryAsciiCharacter_IsReadAsDocumented()
    {
        for (var c = '\0'; c < 128; c++)
        {
            var read = char.IsAsciiDigit(c) ? '0' : c <= ' ' ? ' ' : char.ToLowerInvariant(c);
            Assert.That(Buckets($"a{c}b"), Is.EqualTo(Buckets($"a{read}b")), $"character {(int)c}");
            Assert.That(Buckets($"a{c}b").SequenceEqual(Buckets("a b")), Is.EqualTo(c <= ' '), $"character {(int)c}");
        }
    }

    private static List<int> Buckets(string text, int room = 1000)
    {
        var (buckets, part) = (new List<int>(), new int[room]);
        var scanner = new NGramScanner(text);
        while (scanner.Read(part) is > 0 and var read)
            buckets.AddRange(part[..read]);
        return buckets;
    }
}
