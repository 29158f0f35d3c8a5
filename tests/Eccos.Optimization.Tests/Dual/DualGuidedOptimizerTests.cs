using CsCheck;
using Eccos.Optimization.Tests.Support;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization.Tests.Dual;

[Parallelizable(ParallelScope.All)]
internal sealed class DualGuidedOptimizerTests
{
    private static readonly Gen<AssignmentProblem> _problems =
        Gen.Select(Gen.Int[1, 120], Gen.Int[1, 8], Gen.Int[0, 9999], Gen.Bool, Gen.Double[1.0, 3.0], (n, m, seed, best, headroom) =>
            RandomProblem.Realistic(n, m, seed, best ? Objective.BestQuality : Objective.LeastCost, headroom));

    [Test]
    public void Solve_AnyBatch_KeepsTheLimitsWithinTheGap()
    {
        var optimizer = new DualGuidedOptimizer();
        _problems.Sample(problem =>
        {
            var assignment = optimizer.Solve(problem);
            if (!assignment.IsFound)
                return assignment.Status == AssignmentStatus.Infeasible;
            var judge = new BruteForce(problem, 1.001e-9);
            return !judge.Broken(judge.Evaluate(assignment.EndpointOf), problem.QualityFloor, problem.Budget).Any() && assignment.Gap <= 1.0001e-3;
        }, iter: 300);
    }

    [Test]
    public void Solve_QueriesInAnotherOrder_ObjectiveStaysWithinTheGap()
    {
        var optimizer = new DualGuidedOptimizer();
        _problems.Sample(problem =>
        {
            var n = problem.QueryCount;
            var turned = new AssignmentProblem(Reverse(problem.Cost), Reverse(problem.Quality))
            {
                Objective = problem.Objective,
                QualityFloor = problem.QualityFloor,
                Budget = problem.Budget,
                WorkloadLimits = problem.WorkloadLimits,
            };
            var (a, b) = (optimizer.Solve(problem), optimizer.Solve(turned));
            return a.Status == AssignmentStatus.Infeasible ? b.Status == AssignmentStatus.Infeasible
                : Math.Abs(a.Objective - b.Objective) <= 1.001e-3 * Math.Max(Math.Abs(a.Objective), Math.Abs(b.Objective));
        }, iter: 150);
    }

    [Test]
    public void Solve_FiveHundredMediumBatches_AgreesWithTheExactOptimizer([Range(0, 9)] int part) => AgreesWithExact(part * 50, 50, 10, 15);

    [Test]
    [Explicit("500 larger problems; takes minutes")]
    [Category("Long")]
    public void Solve_FiveHundredLargerBatches_AgreesWithTheExactOptimizer() => AgreesWithExact(1000, 500, 20, 41);

    [Test]
    public void Solve_FloorsOfTenants_AgreesWithTheExactOptimizer()
    {
        const double Gap = 1e-4;
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = Gap });
        var exact = new MipOptimizer(new MipOptimizerOptions { RelativeGap = Gap });
        for (var seed = 0; seed < 12; seed++)
        {
            var problem = RandomProblem.Tenants(32, 5, seed);
            var (actual, judge) = (optimizer.Solve(problem), exact.Solve(problem));

            Assert.That(actual.StopReason, Is.AnyOf(StopReason.GapReached, StopReason.Proven), $"seed {seed}");
            Assert.That(actual.Objective, Is.EqualTo(judge.Objective).Within(1.02 * Gap * judge.Objective), $"seed {seed}");
            Assert.That(actual.Bound, Is.LessThanOrEqualTo(judge.Objective * (1 + 1e-9)), $"seed {seed}");
            foreach (var group in problem.Groups)
                Assert.That(group.Queries.Average(i => problem.Quality[i, actual.EndpointOf[i]]), Is.GreaterThanOrEqualTo(group.QualityFloor! * (1 - 1e-9)), $"seed {seed}");
        }
    }

    [TestCase(0.7)]
    [TestCase(0.8)]
    [TestCase(0.75)]
    public void Solve_DeferLargeBatch_ServesAsManyAsTheExactOptimizer(double floor)
    {
        var basis = RandomProblem.Realistic(150, 5, 9);
        var problem = new AssignmentProblem(basis.Cost, basis.Quality) { QualityFloor = floor, WorkloadLimits = basis.WorkloadLimits, WhenInfeasible = InfeasiblePolicy.Defer };
        var (actual, exact) = (new DualGuidedOptimizer().Solve(problem), new MipOptimizer(new MipOptimizerOptions { RelativeGap = 1e-4 }).Solve(problem));
        Assert.That(actual.EndpointOf.Count(j => j >= 0), Is.EqualTo(exact.EndpointOf.Count(j => j >= 0)));
        Assert.That(actual.Infeasibility, Is.Not.Null);
        Assert.That(actual.Objective, Is.EqualTo(exact.Objective).Within(0.12).Percent);
        Assert.That(actual.Quality, Is.GreaterThanOrEqualTo(floor * (1 - 1e-9)));
    }

    [Test]
    public void Solve_FromSeveralThreads_GivesTheSameAssignment()
    {
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 1e-5 });
        var problem = RandomProblem.Realistic(300, 8, 5);
        var expected = optimizer.Solve(problem);
        var all = new Assignment[8];
        Parallel.For(0, all.Length, k => all[k] = optimizer.Solve(problem));
        Assert.That(all, Has.All.Matches<Assignment>(a => a.EndpointOf.SequenceEqual(expected.EndpointOf) && a.Bound == expected.Bound));
    }

    [TestCase(256, 1e-3, 1.9)]
    [TestCase(256, 1e-4, 3.0)]
    [TestCase(1_000, 1e-3, 1.4)]
    [TestCase(10_000, 1e-3, 1.2)]
    public void Solve_AnySize_AllocatesNoMoreThanAFewTimesItsMatrices(int queries, double gap, double most)
    {
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = gap });
        for (var seed = 0; seed < 6; seed++)
        {
            var problem = RandomProblem.Realistic(queries, 10, seed, headroom: seed % 2 == 0 ? 3 : 1.1);
            var least = Enumerable.Range(0, 3).Min(_ =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                optimizer.Solve(problem);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            });
            Assert.That(least, Is.LessThanOrEqualTo(most * 2 * sizeof(double) * queries * 10), $"seed {seed}");
        }
    }

    [Test]
    public void Solve_StartingPricesOfAnotherBatch_KeepsTheGap()
    {
        var optimizer = new DualGuidedOptimizer();
        var first = optimizer.Solve(RandomProblem.Realistic(400, 6, 1));
        var basis = RandomProblem.Realistic(400, 6, 2);
        var second = new AssignmentProblem(basis.Cost, basis.Quality)
        {
            QualityFloor = basis.QualityFloor,
            WorkloadLimits = basis.WorkloadLimits,
            StartingPrices = first.ShadowPrices,
        };
        Assert.That(optimizer.Solve(second).Objective, Is.EqualTo(optimizer.Solve(basis).Objective).Within(0.1).Percent);
    }

    [Test]
    public void Solve_StartingPricesBeyondAllNumbers_AreAsGoodAsNone([Values] Objective objective, [Values(1, 2)] int slots, [Values(0.6, 1)] double floor)
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 1], 1), new QueryEndpointMatrix([0.8, 0.8], 1))
        {
            Objective = objective,
            QualityWeight = 0.5,
            QualityFloor = floor,
            WorkloadLimits = [slots],
            StartingPrices = [new(LimitKind.QualityFloor, null, double.MaxValue), new(LimitKind.Workload, 0, double.MaxValue)],
        };

        var assignment = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { TimeLimit = TimeSpan.FromSeconds(3) }).Solve(problem);

        Assert.That(assignment.Status, Is.EqualTo(slots == 2 && floor < 0.8 ? AssignmentStatus.Optimal : AssignmentStatus.Infeasible));
    }

    [Test]
    public void ShadowPrices_FloorMoves_BoundMovesByThePrice()
    {
        var basis = RandomProblem.Realistic(500, 5, 3);
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 1e-5 });
        const double Step = 1e-3;
        var (low, mid, high) = (At(-Step), At(0), At(Step));
        var price = mid.ShadowPrices.Single(p => p.Kind == LimitKind.QualityFloor).Price;

        // The least cost is convex in the floor: its slope at the floor lies between those to either side.
        Assert.That(price * Step, Is.InRange((mid.Objective - low.Objective) * 0.97, (high.Objective - mid.Objective) * 1.03));

        Assignment At(double change) => optimizer.Solve(new AssignmentProblem(basis.Cost, basis.Quality)
        {
            QualityFloor = basis.QualityFloor + change,
            WorkloadLimits = basis.WorkloadLimits,
        });
    }

    [Test]
    public void Solve_IdenticalQueries_SharesTheEndpointsOut()
    {
        const int N = 1000;
        double[] cost = [1, 2, 4];
        double[] quality = [0.3, 0.6, 0.9];
        var problem = new AssignmentProblem(Repeat(cost), Repeat(quality)) { QualityFloor = 0.6, WorkloadLimits = [400, 300, null] };
        var assignment = new DualGuidedOptimizer().Solve(problem);
        Assert.That(assignment.Gap, Is.LessThanOrEqualTo(1e-3));
        Assert.That(assignment.Cost, Is.EqualTo((350 * 1) + (300 * 2) + (350 * 4)).Within(0.1).Percent);

        static QueryEndpointMatrix Repeat(double[] row) => new([.. Enumerable.Range(0, N).SelectMany(_ => row)], row.Length);
    }

    [Test]
    public void Solve_NoQueries_IsOptimal()
    {
        var assignment = new DualGuidedOptimizer().Solve(new AssignmentProblem(new QueryEndpointMatrix([], 3), new QueryEndpointMatrix([], 3)) { QualityFloor = 0.9 });
        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.EndpointOf, Is.Empty);
    }

    [Test]
    public void Solve_QueryWithoutEndpoint_NamesIt()
    {
        var matrix = new QueryEndpointMatrix([0.1, 0.2, 0.3, 0.4], 2);
        var assignment = new DualGuidedOptimizer().Solve(new AssignmentProblem(matrix, matrix) { Eligible = new[] { true, true, false, false } });
        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(assignment.Infeasibility!.QueriesWithoutEndpoint, Is.EqualTo([1]));
    }

    [Test]
    public void Solve_Cancelled_Throws() =>
        Assert.That(
            () => new DualGuidedOptimizer().Solve(RandomProblem.Realistic(10, 3, 1), new CancellationToken(true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Constructor_OptionsOutOfRange_NamesTheValues() =>
        Assert.That(
            () => new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = -0.5, TimeLimit = TimeSpan.Zero }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("-0.5").And.Message.Contains("00:00:00"));

    private static void AgreesWithExact(int firstSeed, int count, int fewest, int more)
    {
        var (optimizer, exact, found) = (new DualGuidedOptimizer(), new MipOptimizer(new MipOptimizerOptions { RelativeGap = 1e-5 }), 0);
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var problem = RandomProblem.Rich(fewest + (seed % more), 3 + (seed % 4), seed);
            var (actual, judge) = (optimizer.Solve(problem), exact.Solve(problem));
            Assert.That(actual.Status == AssignmentStatus.Infeasible, Is.EqualTo(judge.Status == AssignmentStatus.Infeasible), $"seed {seed}");
            Assert.That(actual.IsFound, Is.EqualTo(judge.IsFound), $"seed {seed}");
            if (!judge.IsFound)
                continue;
            found++;
            var scale = Math.Max(Math.Abs(judge.Objective), judge.Scale);
            Assert.That(actual.Objective, Is.EqualTo(judge.Objective).Within(1.02e-3 * scale), $"seed {seed}");
            var sign = problem.Objective == Objective.BestQuality ? -1 : 1;
            Assert.That(sign * actual.Bound, Is.LessThanOrEqualTo((sign * judge.Objective) + (1e-9 * scale)), $"seed {seed}: bound");
            var brute = new BruteForce(problem, 1.001e-9);
            Assert.That(brute.Broken(brute.Evaluate(actual.EndpointOf), problem.QualityFloor, problem.Budget), Is.Empty, $"seed {seed}");
        }

        Assert.That(found, Is.GreaterThan(count / 4));
    }

    private static QueryEndpointMatrix Reverse(QueryEndpointMatrix matrix) =>
        new([.. Enumerable.Range(0, matrix.QueryCount).Reverse().SelectMany(i => matrix.Row(i).ToArray())], matrix.EndpointCount);
}
