using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Kinds;

/// <summary>Batches of two kinds of queries against every way of counting them out.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class KindsTests
{
    private const int OfEach = 12;
    private const int Endpoints = 3;

    [Test]
    [MaxTime(2000)]
    public void Of_ManyQueriesThatDifferInTokensAlone_DoesNotCompareEachWithEach()
    {
        const int Queries = 20_000;
        var same = new QueryEndpointMatrix(new double[Queries], 1);
        var problem = new AssignmentProblem(same, same) { Tokens = new QueryEndpointMatrix([.. Enumerable.Range(0, Queries).Select(t => (double)t)], 1) };

        Assert.That(QueryKinds.Of(problem).Count, Is.EqualTo(Queries));
    }

    [Test]
    public void Solve_TwoKindsOfIdenticalQueries_IsTheBestWayOfCountingThemOut([Range(1, 12)] int seed, [Values(1e-3, 0)] double gap)
    {
        var problem = Problem(seed, noise: 0);
        var optimum = BestCounts(problem);
        foreach (var optimizer in (IOptimizer[])[new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = gap }), new MipOptimizer()])
        {
            var actual = optimizer.Solve(problem);
            Assert.That(actual.IsFound, Is.EqualTo(optimum is not null));
            if (optimum is not { } least)
                continue;
            Assert.That(actual.Objective, Is.InRange(least * (1 - 1e-9), least * (1 + Math.Max(gap, 1e-8) * 1.01)));
            Assert.That(actual.Bound, Is.LessThanOrEqualTo(least * (1 + 1e-12)));
        }
    }

    [Test]
    public void Solve_NearlyIdenticalQueries_KeepsTheLimitsAndTheGap([Range(1, 8)] int seed, [Values(1e-7, 1e-5)] double noise)
    {
        var problem = Problem(seed, noise);
        var actual = new DualGuidedOptimizer().Solve(problem);
        var exact = new MipOptimizer(new MipOptimizerOptions { RelativeGap = 1e-4 }).Solve(problem);
        Assert.That(actual.IsFound, Is.EqualTo(exact.IsFound));
        if (!actual.IsFound)
            return;
        var judge = new BruteForce(problem, 1.001e-9);
        Assert.That(judge.Broken(judge.Evaluate(actual.EndpointOf), problem.QualityFloor, problem.Budget), Is.Empty);
        Assert.That(actual.Gap, Is.LessThanOrEqualTo(1.0001e-3));
        Assert.That(actual.Bound, Is.LessThanOrEqualTo(exact.Objective * (1 + 1e-9)));
        Assert.That(actual.Objective, Is.GreaterThanOrEqualTo(exact.Bound * (1 - 1e-9)));
    }

    [Test]
    public void Of_MixedQueries_PutsTheLikeOnesTogether()
    {
        var matrix = new QueryEndpointMatrix([1, 2, 3, 4, 1, 2, 1, 2], 2);
        var same = new QueryEndpointMatrix(new double[8], 2);
        var problem = new AssignmentProblem(matrix, same) { Groups = [new QueryGroup("g", [3]) { Budget = 1 }, new QueryGroup("no limits", [0])] };
        var kinds = QueryKinds.Of(problem);
        Assert.That(Enumerable.Range(0, kinds.Count).Select(k => kinds.Members(k).ToArray()), Is.EqualTo(new int[][] { [0, 2], [1], [3] }));
    }

    [Test]
    public void Merge_NearQueries_TakesTheBestAndTheWorstOfEachKind()
    {
        var cost = new QueryEndpointMatrix([1, 1 + 1e-9, 1, 2, 2, 2 - 1e-9], 1);
        var quality = new QueryEndpointMatrix([0.5, 0.5, 0.5, 0.7, 0.7 + 1e-9, 0.7], 1);
        var merged = MergedKinds.Of(new AssignmentProblem(cost, quality), 1e-6)!;
        Assert.That(merged.Best.Cost.Values.ToArray(), Is.EqualTo(new[] { 1, 1, 1, 2 - 1e-9, 2 - 1e-9, 2 - 1e-9 }));
        Assert.That(merged.Worst.Cost.Values.ToArray(), Is.EqualTo(new[] { 1 + 1e-9, 1 + 1e-9, 1 + 1e-9, 2, 2, 2 }));
        Assert.That(merged.Best.Quality.Values.ToArray(), Is.EqualTo(new[] { 0.5, 0.5, 0.5, 0.7 + 1e-9, 0.7 + 1e-9, 0.7 + 1e-9 }));
        Assert.That(MergedKinds.Of(RandomProblem.Realistic(30, 3, 1), 1e-6), Is.Null);
    }

    private static AssignmentProblem Problem(int seed, double noise)
    {
        var random = new Random(seed);
        var (cost, quality) = (new double[2 * OfEach * Endpoints], new double[2 * OfEach * Endpoints]);
        double[] kindCost = [.. Enumerable.Range(0, 2 * Endpoints).Select(k => Math.Pow(3, k % Endpoints) * (0.5 + random.NextDouble()))];
        double[] kindQuality = [.. Enumerable.Range(0, 2 * Endpoints).Select(k => 0.2 + (0.2 * (k % Endpoints)) + (0.2 * random.NextDouble()))];
        for (var i = 0; i < 2 * OfEach; i++)
        {
            for (var j = 0; j < Endpoints; j++)
            {
                var kind = (i % 2 * Endpoints) + j;
                cost[(i * Endpoints) + j] = kindCost[kind] * (1 + (noise * random.NextDouble()));
                quality[(i * Endpoints) + j] = kindQuality[kind] + (noise * random.NextDouble());
            }
        }

        return new AssignmentProblem(new(cost, Endpoints), new(quality, Endpoints))
        {
            QualityFloor = 0.45 + (0.15 * random.NextDouble()),
            WorkloadLimits = [random.Next(8, 20), random.Next(8, 20), random.Next(4, 16)],
        };
    }

    private static double? BestCounts(AssignmentProblem problem)
    {
        double? best = null;
        foreach (var a in Counts())
        {
            foreach (var b in Counts())
            {
                var (cost, quality, fits) = (0.0, 0.0, true);
                for (var j = 0; j < Endpoints; j++)
                {
                    cost += (a[j] * problem.Cost[0, j]) + (b[j] * problem.Cost[1, j]);
                    quality += (a[j] * problem.Quality[0, j]) + (b[j] * problem.Quality[1, j]);
                    fits &= a[j] + b[j] <= problem.WorkloadLimits![j];
                }

                if (fits && quality >= problem.QualityFloor * 2 * OfEach * (1 - 1e-10) && !(cost >= best))
                    best = cost;
            }
        }

        return best;
    }

    private static IEnumerable<int[]> Counts() =>
        from first in Enumerable.Range(0, OfEach + 1)
        from second in Enumerable.Range(0, OfEach + 1 - first)
        select (int[])[first, second, OfEach - first - second];
}
