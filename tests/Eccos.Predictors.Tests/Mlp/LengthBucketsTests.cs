namespace Eccos.Predictors.Tests;

public sealed class LengthBucketsTests
{
    private static readonly float[] _labels = [3, float.NaN, 1, 2, 8, 5, 4, 7, 6, float.NaN];

    [Test]
    public void Fit_Quantiles_FillsBucketsEqually()
    {
        var buckets = LengthBuckets.Fit(_labels, 4, LengthEdges.Quantiles);

        Assert.That(buckets.Edges, Is.EqualTo((float[])[3, 5, 7]));
        Assert.That(buckets.Means, Is.EqualTo((float[])[1.5f, 3.5f, 5.5f, 7.5f]));
    }

    [Test]
    public void Fit_EqualWidth_CutsTheRangeEvenly()
    {
        var buckets = LengthBuckets.Fit([0, 0.1f, 0.2f, 4], 4, LengthEdges.EqualWidth);

        Assert.That(buckets.Edges, Is.EqualTo((float[])[1, 2, 3]));
        Assert.That(buckets.Means[0], Is.EqualTo(0.1f).Within(1e-6f));
        Assert.That(buckets.Means[1], Is.EqualTo(1.5f), "an empty bucket's mean is its middle");
    }

    [Test]
    public void Fit_AllEqual_IsOneBucket()
    {
        var buckets = LengthBuckets.Fit([2, 2, 2], 8, LengthEdges.Quantiles);

        Assert.That(buckets.Count, Is.EqualTo(1));
        Assert.That(buckets.Find(2), Is.Zero);
    }

    [Test]
    public void Fit_NoLabel_HasNoBucket() => Assert.That(LengthBuckets.Fit([float.NaN], 8, LengthEdges.Quantiles).Count, Is.Zero);

    [TestCase(0f, 0)]
    [TestCase(3f, 1)]
    [TestCase(6.9f, 2)]
    [TestCase(99f, 3)]
    public void Find_Value_FallsBelowTheNextEdge(float value, int bucket) =>
        Assert.That(LengthBuckets.Fit(_labels, 4, LengthEdges.Quantiles).Find(value), Is.EqualTo(bucket));
}
