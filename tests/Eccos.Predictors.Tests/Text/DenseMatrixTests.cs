namespace Eccos.Predictors.Tests;

public sealed class DenseMatrixTests
{
    [TestCase(0)]
    [TestCase(511)]
    [TestCase(20 * 512 + 3)]
    public void Gram_AnyRows_IsTheSumOfBlocksInTheOrderOfTheRows(int rows)
    {
        var random = new Random(1);
        var matrix = new DenseMatrix(rows, 2, Array.ConvertAll(new float[2 * rows], _ => (float)random.NextDouble()));
        double[] blocks = [.. Enumerable.Range(0, rows).Chunk(512).Select(block => block.Aggregate(0.0, (sum, i) => sum + ((double)matrix.Row(i)[0] * matrix.Row(i)[1])))];

        var gram = matrix.Gram(new ParallelOptions { MaxDegreeOfParallelism = 3 });

        Assert.That(gram[1, 0], Is.EqualTo(blocks.Aggregate(0.0, (sum, block) => sum + block)).And.EqualTo(gram[0, 1]));
    }

    [Test]
    public void Gram_ManyRows_TakesTheMemoryOfAFewProducts()
    {
        const int Width = 128;
        var matrix = new DenseMatrix(100 * 512, Width);
        var before = GC.GetAllocatedBytesForCurrentThread();

        matrix.Gram(new ParallelOptions { MaxDegreeOfParallelism = 1 });

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(12 * Width * Width * sizeof(double)));
    }
}
