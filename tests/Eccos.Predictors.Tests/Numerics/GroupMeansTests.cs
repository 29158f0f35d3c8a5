namespace Eccos.Predictors.Tests;

public sealed class GroupMeansTests
{
    [Test]
    public void Shrunk_GroupsThatDifferWithoutChance_AreTheMeans() =>
        Assert.That(GroupMeans.Shrunk([1, 1, -1, -1, -1], [0, 0, 1, 1, 1], 3), Is.EqualTo(new double[] { 1, -1, 0 }));

    [Test]
    public void Shrunk_OneValueAGroup_BelievesNothing() =>
        Assert.That(GroupMeans.Shrunk([1, -1, float.NaN], [0, 1, 1], 2), Is.All.Zero);

    [Test]
    public void Shrunk_TwoGroups_IsTheClosedForm()
    {
        // Means 2 and -1; within: (1 + 1 + 1 + 1) / (4 - 2) = 2; between: ((4 - 2 / 2) + (1 - 2 / 2)) / 2 = 1.5.
        var shrunk = GroupMeans.Shrunk([1, 3, -2, 0], [0, 0, 1, 1], 2);

        Assert.That(shrunk, Is.EqualTo(new[] { 2 * 1.5 / 2.5, -1 * 1.5 / 2.5 }).Within(1e-12));
    }

    [TestCase(0.0)]
    [TestCase(0.3)]
    [TestCase(2.0)]
    public void Shrunk_DrawnGroups_AreNearerToTheTruthThanTheirMeansAndThanNothing(double spread)
    {
        const int Groups = 200, Size = 4;
        var random = new Random(5);
        var (values, group, truth) = (new float[Groups * Size], new int[Groups * Size], new double[Groups]);
        for (var g = 0; g < Groups; g++)
        {
            truth[g] = spread * Normal();
            for (var k = g * Size; k < (g + 1) * Size; k++)
                (values[k], group[k]) = ((float)(truth[g] + Normal()), g);
        }

        var error = GroupMeans.Shrunk(values, group, Groups).Zip(truth, (b, t) => (b - t) * (b - t)).Average();

        // The posterior variance, t w / (n t + w), which knows both variances.
        var least = spread * spread / ((Size * spread * spread) + 1);
        Assert.That(error, Is.EqualTo(least).Within((0.25 * least) + 0.01));

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
