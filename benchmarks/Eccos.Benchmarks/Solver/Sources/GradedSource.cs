namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>
/// Batches of graded difficulty: endpoints whose skill and price rise together, queries of random difficulty and length,
/// <code>
/// a_ij = sigmoid(skill_j - difficulty_i + noise)     c_ij = price_j x length_i x noise
/// </code>
/// </summary>
internal sealed class GradedSource : IBatchSource
{
    public IReadOnlyList<BatchSize> Sizes { get; } =
        [new(16, 4, 1e-3), new(64, 10, 1e-4), new(256, 10, 1e-4), new(1_000, 10, 1e-3), new(10_000, 10, 1e-3), new(10_000, 30, 1e-3), new(100_000, 10, 1e-3)];

    public Batch Create(int n, int m, int seed)
    {
        var random = new Random(seed);
        var (skill, price) = (new double[m], new double[m]);
        for (var j = 0; j < m; j++)
        {
            var grade = m == 1 ? 0.5 : j / (m - 1.0);
            skill[j] = -1 + (3 * grade) + (0.3 * Normal(random));
            price[j] = 1e-4 * Math.Exp((4 * grade) + (0.3 * Normal(random)));
        }

        var (cost, quality) = (new double[n * m], new double[n * m]);
        for (var i = 0; i < n; i++)
        {
            var (difficulty, length) = (1.5 * Normal(random), Math.Exp(0.5 * Normal(random)));
            for (var j = 0; j < m; j++)
            {
                quality[(i * m) + j] = 1 / (1 + Math.Exp(difficulty - skill[j] - (0.4 * Normal(random))));
                cost[(i * m) + j] = price[j] * length * Math.Exp(0.2 * Normal(random));
            }
        }

        return new Batch(new QueryEndpointMatrix(cost, m), new QueryEndpointMatrix(quality, m));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
