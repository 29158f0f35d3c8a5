using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors.Tests;

public sealed class InteractionShrinkageTests
{
    private const int M = 5;

    [Test]
    public void Apply_RankOfTheData_LeavesThemAsTheyAre()
    {
        var own = RankTwo();
        var shrinkage = InteractionShrinkage.Create(InteractionShrinkage.Directions(own, M), 2, 1);
        var shrunk = new double[M];

        for (var i = 0; i < 30; i++)
        {
            shrinkage.Apply(own.AsSpan(i * M, M), shrunk);
            Assert.That(shrunk, Is.EqualTo(own[(i * M)..((i + 1) * M)]).Within(1e-9));
        }
    }

    [Test]
    public void Apply_LowerRankAndStrength_KeepsThatPartOfTheEnergyThatSingularValuesSay()
    {
        var own = RankTwo();
        var singular = Matrix<double>.Build.DenseOfRowMajor(30, M, own).Svd().S;
        var shrinkage = InteractionShrinkage.Create(InteractionShrinkage.Directions(own, M), 1, 0.5);
        var (shrunk, energy) = (new double[M], 0.0);
        for (var i = 0; i < 30; i++)
        {
            shrinkage.Apply(own.AsSpan(i * M, M), shrunk);
            energy += shrunk.Sum(value => value * value);
        }

        Assert.That(energy, Is.EqualTo(0.25 * singular[0] * singular[0]).Within(1e-9));
    }

    private static double[] RankTwo()
    {
        var random = new Random(8);
        double[] a = [1, -1, 0, 2, -2], b = [0, 1, -1, 1, -1];
        return [.. Enumerable.Range(0, 30).SelectMany(_ =>
        {
            var (x, y) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            return a.Zip(b, (p, q) => (x * p) + (y * q));
        })];
    }
}
