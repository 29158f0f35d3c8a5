using BenchmarkDotNet.Attributes;
using Eccos.Optimization;

namespace Eccos.Benchmarks.Serving;

/// <summary>The choice of one query, its prediction being given: by prices, and as a batch of one by the exact program.</summary>
[MemoryDiagnoser]
public class ChoiceBenchmarks : IDisposable
{
    private const int Queries = 1024;

    private readonly MipOptimizer _exact = new();
    private readonly DualGuidedOptimizer _guided = new();
    private AssignmentProblem _all = null!;
    private AssignmentProblem[] _single = null!;
    private IOnlineAssignment _assignment = null!;
    private OnlineStanding _standing;
    private bool[] _free = null!;
    private int _next;

    [Params(4, 10, 30)]
    public int Endpoints { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _all = Graded(Endpoints);
        var floor = _all.QualityFloor!.Value;
        _free = [.. Enumerable.Repeat(true, Endpoints)];
        _single = [.. Enumerable.Range(0, Queries).Select(i => new AssignmentProblem(
            new QueryEndpointMatrix(_all.Cost.Row(i).ToArray(), Endpoints),
            new QueryEndpointMatrix(_all.Quality.Row(i).ToArray(), Endpoints)) { QualityFloor = floor, WhenInfeasible = InfeasiblePolicy.RelaxFloor })];
        _assignment = new PriceDirectedOptimizer().Start(new SchedulingGoal { QualityFloor = floor }, Endpoints);
        for (var i = 0; i < Queries; i++)
            _assignment.Observe(Query(i));
        _standing = new OnlineStanding(10_000, floor, -3, 0, 0);
        _assignment.Choose(Query(0), _free, _standing);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _assignment?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public int ByPrices() => _assignment.Choose(Query(Next()), _free, _standing).Endpoint;

    [Benchmark]
    public int ByTheExactProgram() => _exact.Solve(_single[Next()]).EndpointOf[0];

    [Benchmark]
    public int ByTheDualGuidedSearch() => _guided.Solve(_single[Next()]).EndpointOf[0];

    /// <summary>Skill and price rise together; the floor is half way between the cheapest endpoint and the best.</summary>
    private static AssignmentProblem Graded(int m)
    {
        var random = new Random(1);
        var (cost, quality) = (new double[Queries * m], new double[Queries * m]);
        for (var k = 0; k < cost.Length; k++)
        {
            var grade = (k % m) / (m - 1.0);
            quality[k] = 1 / (1 + Math.Exp(1 - (3 * grade) - (3 * (random.NextDouble() - 0.5))));
            cost[k] = 1e-4 * Math.Exp((4 * grade) + random.NextDouble());
        }

        return new AssignmentProblem(new QueryEndpointMatrix(cost, m), new QueryEndpointMatrix(quality, m)) { QualityFloor = 0.55 };
    }

    private OnlineQuery Query(int i) => new(_all.Cost.Row(i), _all.Quality.Row(i), _free);

    private int Next() => _next = (_next + 1) % Queries;
}
