using CsCheck;

namespace Eccos.Predictors.Tests;

public sealed class RowSumTests
{
    [Test]
    public void Add_AnyWidth_IsTheFusedSumInTheOrderOfTheRows() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 20], Gen.Int[0, 60], Gen.Int).Sample((width, padding, count, seed) =>
        {
            var random = new Random(seed);
            var stride = Math.Max(width + padding, 1);
            var matrix = Numbers(random, 40 * stride);
            var rows = Enumerable.Range(0, count).Select(_ => random.Next(40)).ToArray();
            var factors = Numbers(random, count);
            var y = Numbers(random, width);
            var expected = (float[])y.Clone();
            for (var k = 0; k < width; k++)
            {
                for (var r = 0; r < count; r++)
                    expected[k] = MathF.FusedMultiplyAdd(factors[r], matrix[(rows[r] * stride) + k], expected[k]);
            }

            RowSum.Add(y, matrix, stride, rows, factors);

            Assert.That(y, Is.EqualTo(expected));
        });

    [Test]
    public void Add_RowThatIsNotThere_Throws()
    {
        Assert.That(() => RowSum.Add(new float[4], new float[12], 4, [3], [1f]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RowSum.Add(new float[4], new float[12], 4, [-1], [1f]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => RowSum.Add(new float[5], new float[12], 4, [0], [1f]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static float[] Numbers(Random random, int count) => Array.ConvertAll(new float[count], _ => (float)(random.NextDouble() - 0.5));
}
