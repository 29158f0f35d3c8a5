namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>Where the batches of the speed runs come from.</summary>
internal interface IBatchSource
{
    /// <summary>The sizes worth measuring.</summary>
    IReadOnlyList<BatchSize> Sizes { get; }

    /// <summary>Makes one batch; the seed decides all random numbers.</summary>
    Batch Create(int n, int m, int seed);
}
