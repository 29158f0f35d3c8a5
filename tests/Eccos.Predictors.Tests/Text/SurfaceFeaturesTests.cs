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
    public void Extract_Counts_AreLogarithmsOfOneMore(string text, SurfaceFeature feature, int count) =>
        Assert.That(Extract(text)[(int)feature], Is.EqualTo(Math.Log(1 + count)).Within(1e-6));

    [TestCase("Ab12", SurfaceFeature.DigitShare, 0.5)]
    [TestCase("Ab12", SurfaceFeature.UppercaseShare, 0.5)]
    [TestCase("ab cdef", SurfaceFeature.WordLength, 3)]
    [TestCase("aé", SurfaceFeature.NonAsciiShare, 0.5)]
    public void Extract_Shares_AreQuotients(string text, SurfaceFeature feature, double share) =>
        Assert.That(Extract(text)[(int)feature], Is.EqualTo(share).Within(1e-6));

    [Test]
    public void Extract_Empty_IsZero() => Assert.That(Extract(""), Is.All.Zero);

    private static float[] Extract(string text)
    {
        var features = new float[SurfaceFeatures.Count];
        SurfaceFeatures.Extract(text, features);
        return features;
    }
}
