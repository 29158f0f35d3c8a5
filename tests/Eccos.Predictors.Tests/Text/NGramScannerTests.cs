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

    private static List<int> Buckets(string text)
    {
        var buckets = new List<int>();
        var sink = new Sink(buckets);
        NGramScanner.Scan(text, ref sink);
        return buckets;
    }

    private readonly struct Sink(List<int> buckets) : INGramSink
    {
        public void Add(int bucket) => buckets.Add(bucket);
    }
}
