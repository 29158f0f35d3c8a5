namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>Batches of few kinds of queries: each query is one of some graded queries, exactly or but for a little noise.</summary>
/// <param name="kinds">The number of kinds.</param>
/// <param name="noise">The relative noise of costs and the absolute noise of qualities.</param>
internal sealed class KindsSource(int kinds, double noise) : IBatchSource
{
    public IReadOnlyList<BatchSize> Sizes { get; } =
        [new(16, 4, 1e-3), new(64, 10, 1e-4), new(256, 10, 1e-4), new(1_000, 10, 1e-3), new(1_000, 10, 1e-6), new(10_000, 10, 1e-3)];

    public Batch Create(int n, int m, int seed)
    {
        var basis = new GradedSource().Create(kinds, m, seed);
        var random = new Random(seed);
        var (cost, quality) = (new double[n * m], new double[n * m]);
        for (var i = 0; i < n; i++)
        {
            var kind = random.Next(kinds);
            for (var j = 0; j < m; j++)
            {
                cost[(i * m) + j] = basis.Cost[kind, j] * (1 + (noise * random.NextDouble()));
                quality[(i * m) + j] = Math.Clamp(basis.Quality[kind, j] + (noise * (random.NextDouble() - 0.5)), 0, 1);
            }
        }

        return new Batch(new QueryEndpointMatrix(cost, m), new QueryEndpointMatrix(quality, m));
    }
}
