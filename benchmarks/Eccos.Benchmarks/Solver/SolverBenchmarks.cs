using BenchmarkDotNet.Attributes;
using Eccos.Benchmarks.Solver.Sources;
using Eccos.Optimization;

namespace Eccos.Benchmarks.Solver;

/// <summary>The optimizers on the same batch of graded difficulty, 10 endpoints, the floor half way up.</summary>
[MemoryDiagnoser]
public class SolverBenchmarks
{
    private readonly DualGuidedOptimizer _dualGuided = new();
    private readonly LagrangianOptimizer _lagrangian = new();
    private readonly MipOptimizer _mip = new(new MipOptimizerOptions { RelativeGap = 1e-3, TimeLimit = TimeSpan.FromSeconds(30) });
    private AssignmentProblem _problem = null!;
    private AssignmentProblem _warm = null!;

    [Params(16, 256, 1000)]
    public int Queries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _problem = new GradedSource().Create(Queries, 10, seed: 1).Limited(BatchLimits.Floor, headroom: 1.25, part: 0.5);
        _warm = new AssignmentProblem(_problem.Cost, _problem.Quality)
        {
            QualityFloor = _problem.QualityFloor,
            WorkloadLimits = _problem.WorkloadLimits,
            StartingPrices = _dualGuided.Solve(new GradedSource().Create(Queries, 10, seed: 2).Limited(BatchLimits.Floor, headroom: 1.25, part: 0.5)).ShadowPrices,
        };
    }

    [Benchmark(Baseline = true)]
    public Assignment DualGuided() => _dualGuided.Solve(_problem);

    [Benchmark]
    public Assignment DualGuidedFromLastPrices() => _dualGuided.Solve(_warm);

    [Benchmark(Description = "Frontier of 33 points")]
    public IReadOnlyList<FrontierPoint> Frontier() => _dualGuided.Frontier(_problem);

    [Benchmark]
    public Assignment Lagrangian() => _lagrangian.Solve(_problem);

    [Benchmark]
    public Assignment ExactMip() => _mip.Solve(_problem);
}
