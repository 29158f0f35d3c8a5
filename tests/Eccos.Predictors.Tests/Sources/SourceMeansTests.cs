namespace Eccos.Predictors.Tests;

public sealed class SourceMeansTests
{
    [Test]
    public void Of_LabelsWithoutChance_AreTheLabels()
    {
        // Endpoint 1 is better by 0.2 at source 0 and worse by 0.2 at source 1, which is harder by 0.3.
        float[] labels = [0.8f, 1.0f, 0.8f, 1.0f, 0.5f, 0.3f, 0.5f, 0.3f];

        Assert.That(SourceMeans.Of(labels, new SourceLabels([0, 0, 1, 1], 2), 2), Is.EqualTo([0.8, 1.0, 0.5, 0.3]).Within(1e-6));
    }

    [Test]
    public void Of_MissingLabels_TouchNothingAndASourceWithoutAnyHasTheMeans()
    {
        float[] labels = [0.8f, float.NaN, 0.8f, 0.8f, 0.5f, 0.5f, float.NaN, float.NaN, 0.5f, 0.5f];

        var means = SourceMeans.Of(labels, new SourceLabels([0, 0, 1, 1, 1], 3), 2);

        Assert.That(means, Is.All.Not.NaN);
        Assert.That(means[0], Is.EqualTo(0.8).Within(0.1));
        Assert.That(means[4..], Is.EqualTo([(0.8 + 0.8 + 0.5 + 0.5) / 4, (0.8 + 0.5 + 0.5) / 3]).Within(1e-6));
    }
}
