namespace Eccos.Predictors.Tests;

internal sealed class SurfaceFeaturesTests
{
    [TestCase("Pick one.\nA. red\nB. blue\nC. 12", SurfaceFeature.AnswerOptions, 3)]
    [TestCase("Pick: (A) red (B) blue", SurfaceFeature.AnswerOptions, 2)]
    [TestCase("B. first, and NASA. too", SurfaceFeature.AnswerOptions, 0)]
    [TestCase("12 plus 3.5 is 1 234", SurfaceFeature.Numbers, 5)]
    [TestCase("12 plus 3.5 is 1 234", SurfaceFeature.LongestNumber, 3)]
    [TestCase("12 plus 3.5 is 1.", SurfaceFeature.DecimalNumbers, 1)]
    [TestCase(@"$\frac{1}{2}$", SurfaceFeature.Dollars, 2)]
    [TestCase(@"$\frac{1}{2}$", SurfaceFeature.Backslashes, 1)]
    [TestCase("How many, and how?", SurfaceFeature.How, 2)]
    [TestCase("How many, and how?", SurfaceFeature.HowMany, 1)]
    [TestCase("Many more", SurfaceFeature.HowMany, 0)]
    [TestCase("Which is NOT what", SurfaceFeature.Negation, 1)]
    [TestCase("def f(x): return x", SurfaceFeature.CodeWords, 2)]
    [TestCase("one two  three", SurfaceFeature.Words, 3)]
    [TestCase("f(g(x), [1, {2}])", SurfaceFeature.Nesting, 3)]
    [TestCase("f(g(x), [1, {2}])", SurfaceFeature.Parentheses, 2)]
    [TestCase("f(g(x), [1, {2}])", SurfaceFeature.Brackets, 1)]
    [TestCase("f(g(x), y)", SurfaceFeature.SingleLetters, 4)]
    [TestCase("a 'b' \"c\"", SurfaceFeature.Quotes, 4)]
    [TestCase("5 % of x = y == z", SurfaceFeature.EqualSigns, 3)]
    [TestCase("5 % of 7%", SurfaceFeature.PercentSigns, 2)]
    [TestCase("1/2 and a/b and 3/x", SurfaceFeature.Fractions, 1)]
    [TestCase("Note: well-known - so: it", SurfaceFeature.Colons, 2)]
    [TestCase("Note: well-known - so: it", SurfaceFeature.Hyphens, 1)]
    [TestCase("Did Ann see Bob? Yes, Ann did.", SurfaceFeature.Names, 3)]
    [TestCase("12 + 30.5", SurfaceFeature.DigitSum, 11)]
    [TestCase("for x:\n  y\n\tz\nw", SurfaceFeature.IndentedLines, 2)]
    [TestCase("for x:\n  y", SurfaceFeature.LongestLine, 7)]
    [TestCase("One two. Three four 3.5 five! Six", SurfaceFeature.FirstSentence, 2)]
    [TestCase("One two. Three four 3.5 five! Six", SurfaceFeature.LastSentence, 1)]
    [TestCase("In 1984 and 2001 he had 9999 or 19845", SurfaceFeature.Years, 2)]
    [TestCase("She gave him her book", SurfaceFeature.Pronouns, 3)]
    [TestCase("for i while j foreach", SurfaceFeature.Loops, 2)]
    [TestCase("7 apples, 7 pears, 8 figs", SurfaceFeature.RepeatedNumbers, 1)]
    public void Extract_Counts_AreLogarithmsOfOneMore(string text, SurfaceFeature feature, int count) =>
        Assert.That(Extract(text)[(int)feature], Is.EqualTo(Math.Log(1 + count)).Within(1e-6));

    [TestCase("Ab12", SurfaceFeature.DigitShare, 0.5)]
    [TestCase("Ab12", SurfaceFeature.UppercaseShare, 0.5)]
    [TestCase("ab cdef", SurfaceFeature.WordLength, 3)]
    [TestCase("aé", SurfaceFeature.NonAsciiShare, 0.5)]
    [TestCase("the cat and the dog", SurfaceFeature.FunctionWordShare, 0.6)]
    [TestCase("The cat and the dog", SurfaceFeature.DistinctWordShare, 0.8)]
    [TestCase("extraordinary cat in it", SurfaceFeature.LongWordShare, 0.25)]
    [TestCase("extraordinary cat in it", SurfaceFeature.ShortWordShare, 0.75)]
    [TestCase("Ask Ann or Bob", SurfaceFeature.NameShare, 0.5)]
    public void Extract_Shares_AreQuotients(string text, SurfaceFeature feature, double share) =>
        Assert.That(Extract(text)[(int)feature], Is.EqualTo(share).Within(1e-6));

    [TestCase("who wrote it ", SurfaceFeature.FirstLowercase, 1)]
    [TestCase("3 who wrote it", SurfaceFeature.FirstLowercase, 1)]
    [TestCase("Who wrote it", SurfaceFeature.FirstLowercase, 0)]
    [TestCase("Who wrote it? ", SurfaceFeature.EndsAsQuestion, 1)]
    [TestCase("Who? Tell.\n", SurfaceFeature.EndsAsQuestion, 0)]
    [TestCase("Who? Tell.\n", SurfaceFeature.EndsWithPeriod, 1)]
    [TestCase("Answer:", SurfaceFeature.EndsWithColon, 1)]
    public void Extract_BeginningAndEnd_AreOneOrZero(string text, SurfaceFeature feature, int value) =>
        Assert.That(Extract(text)[(int)feature], Is.EqualTo(value));

    [TestCase("12 of 99,999 and 7", 5)]
    [TestCase("999.5", 3)]
    [TestCase("none", 0)]
    public void Extract_LargestNumber_IsItsLogarithmToTheBaseTen(string text, double logarithm) =>
        Assert.That(Extract(text)[(int)SurfaceFeature.LargestNumber], Is.EqualTo(logarithm).Within(1e-3));

    [Test]
    public void Extract_ANumberOfAThousandDigits_IsFinite() =>
        Assert.That(Extract(new string('9', 1000)), Has.All.Matches<float>(float.IsFinite));

    [Test]
    public void Extract_Empty_IsZero() => Assert.That(Extract(""), Is.All.Zero);

    private static float[] Extract(string text)
    {
        var features = new float[SurfaceFeatures.Count];
        SurfaceFeatures.Extract(text, features);
        return features;
    }
}
