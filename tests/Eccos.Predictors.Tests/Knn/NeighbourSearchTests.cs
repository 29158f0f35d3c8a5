namespace Eccos.Predictors.Tests;

public sealed class NeighbourSearchTests
{
    [TestCase(1, 1)]
    [TestCase(7, 7)]
    [TestCase(600, 10)]
    [TestCase(513, 513)]
    public void Find_RandomVectors_EqualsSortingAllDotProducts(int rows, int depth)
    {
        var memory = Memory(rows, dimension: 19, distinct: rows);
        var queries = Vectors(9, 19, seed: 5);

        var found = Find(memory, queries, 9, depth);

        for (var i = 0; i < 9; i++)
        {
            var exact = Enumerable.Range(0, rows).Select(row => Dot(memory.Vector(row), queries.AsSpan(i * memory.Stride, memory.Stride))).OrderDescending().ToArray();
            for (var k = 0; k < depth; k++)
            {
                var neighbour = found[(i * depth) + k];
                Assert.That(neighbour.Cosine, Is.EqualTo(exact[k]).Within(1e-5));
                Assert.That(neighbour.Cosine, Is.EqualTo(Dot(memory.Vector(neighbour.Row), queries.AsSpan(i * memory.Stride, memory.Stride))).Within(1e-5));
            }
        }
    }

    [Test]
    public void Find_EqualVectors_TakesTheEarlierRows()
    {
        var memory = Memory(700, dimension: 16, distinct: 1);

        var found = Find(memory, Vectors(1, 16, seed: 2), 1, depth: 300);

        Assert.That(found.Select(neighbour => neighbour.Row), Is.EqualTo(Enumerable.Range(0, 300)));
    }

    [Test]
    public void Find_AnyCutIntoBatches_IsTheSameBitForBit()
    {
        var memory = Memory(800, dimension: 128, distinct: 800);
        var queries = Vectors(11, 128, seed: 9);

        var together = Find(memory, queries, 11, depth: 25);

        for (var i = 0; i < 11; i++)
            Assert.That(Find(memory, queries.AsSpan(i * memory.Stride, memory.Stride), 1, depth: 25), Is.EqualTo(together.Skip(i * 25).Take(25)));
    }

    [TestCase(128, 1.0, Description = "far apart")]
    [TestCase(128, 0.02, Description = "so close together that 8 bits hardly tell them apart")]
    [TestCase(30, 1.0)]
    public void Filter_AnyVectors_FindsWhatComparingAllRowsFindsBitForBit(int dimension, double spread)
    {
        var memory = Memory(3000, dimension, distinct: 2900, spread);
        var queries = Vectors(20, dimension, seed: 5, spread);
        Vectors(1, dimension, seed: 1, spread).CopyTo(queries.AsSpan());
        queries.AsSpan(memory.Stride, memory.Stride).Clear();
        for (var i = 0; i < 20; i++)
        {
            var query = queries.AsSpan(i * memory.Stride, memory.Stride).ToArray();
            var all = new Neighbour[memory.Count];
            for (var row = 0; row < all.Length; row++)
                all[row] = new Neighbour(CosineKernel.Dot(query, memory.Vector(row)), row);
            Array.Sort(all);
            foreach (var depth in (int[])[1, 10, 150, 500])
            {
                var found = new Neighbour[depth];
                NeighbourFilter.Find(memory, query, found);
                Assert.That(found, Is.EqualTo(all.Take(depth)), $"query {i}, depth {depth}");
            }
        }
    }

    private static Neighbour[] Find(ObservationMemory memory, ReadOnlySpan<float> queries, int count, int depth)
    {
        var found = new Neighbour[count * depth];
        NeighbourSearch.Find(memory, queries, depth, found);
        return found;
    }

    private static ObservationMemory Memory(int rows, int dimension, int distinct, double spread = 1)
    {
        var stride = ObservationMemory.StrideOf(dimension);
        var vectors = new float[rows * stride];
        var some = Vectors(distinct, dimension, seed: 1, spread);
        for (var row = 0; row < rows; row++)
            some.AsSpan(row % distinct * stride, stride).CopyTo(vectors.AsSpan(row * stride));
        return ObservationMemory.Empty(dimension, 1).Add(vectors, new float[rows * MemoryChunk.LabelCount]);
    }

    private static float[] Vectors(int count, int dimension, int seed, double spread = 1)
    {
        var random = new Random(seed);
        var stride = ObservationMemory.StrideOf(dimension);
        var vectors = new float[count * stride];
        for (var i = 0; i < count; i++)
        {
            var row = vectors.AsSpan(i * stride, stride);
            for (var k = 0; k < dimension; k++)
                row[k] = (float)((spread * (random.NextDouble() - 0.5)) + (1 - spread));
            VectorMath.Normalize(row);
        }

        return vectors;
    }

    private static double Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sum = 0.0;
        for (var k = 0; k < x.Length; k++)
            sum += (double)x[k] * y[k];
        return sum;
    }
}
