namespace Eccos.Benchmarks.Solver.Sources;

/// <summary>A size of batch and the gap that is asked for there.</summary>
internal readonly record struct BatchSize(int N, int M, double Gap);
