using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Mip;

[Parallelizable(ParallelScope.All)]
internal sealed class MipOptimizerTests
{
    [Test]
    public void Solve_NoQueries_IsOptimalAtZero([Values] Objective objective, [Values] InfeasiblePolicy policy)
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([], 2), new QueryEndpointMatrix([], 2))
        {
            Objective = objective,
            QualityFloor = 0.9,
            Budget = 0,
            WhenInfeasible = policy,
        };

        var assignment = new MipOptimizer().Solve(problem);

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.Objective, Is.Zero);
        Assert.That(assignment.Bound, Is.Zero);
        Assert.That(assignment.EndpointOf, Is.Empty);
    }

    [Test]
    public void Solve_Larger_SolversAgree([Values(60, 120, 200)] int queries, [Values] Objective objective)
    {
        var problem = RandomProblem.Realistic(queries, 6, queries, objective);

        var cpSat = new MipOptimizer(new MipOptimizerOptions { Solver = MipSolver.CpSat }).Solve(problem);
        var scip = new MipOptimizer(new MipOptimizerOptions { Solver = MipSolver.Scip }).Solve(problem);

        Assert.That(cpSat.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(scip.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(cpSat.Objective, Is.EqualTo(scip.Objective).Within(1e-6).Percent);
        var sign = objective == Objective.BestQuality ? -1 : 1;
        var rounding = 1e-12 * Math.Max(scip.Scale, Math.Abs(scip.Objective));
        Assert.That(sign * cpSat.Bound, Is.LessThanOrEqualTo((sign * scip.Objective) + rounding));
        Assert.That(sign * scip.Bound, Is.LessThanOrEqualTo((sign * cpSat.Objective) + rounding));
    }

    [Test]
    public void Solve_ConstraintsThatIncludeEachOtherInPart_CpSatKeepsTheOptimum([Values] bool isRich)
    {
        var problem = isRich ? RandomProblem.Rich(25, 6, seed: 539) : RandomProblem.Small(882, 40, 6);

        var cpSat = new MipOptimizer(new MipOptimizerOptions { Solver = MipSolver.CpSat }).Solve(problem);

        Assert.That(cpSat.Objective, Is.EqualTo(new MipOptimizer().Solve(problem).Objective).Within(1e-6).Percent);
    }

    [Test]
    public void Solve_CostsOfVeryDifferentScale_IsExactOnTheSmallOnes()
    {
        // The dear endpoint would drown the nine orders of magnitude below it in the solver's tolerance.
        var cost = new QueryEndpointMatrix([1000, 3e-9, 1e-9, 1000, 7e-9, 2e-9, 1000, 4e-9, 3e-9], 3);
        var quality = new QueryEndpointMatrix([1, 0.9, 0.5, 1, 0.9, 0.5, 1, 0.9, 0.5], 3);
        var problem = new AssignmentProblem(cost, quality) { QualityFloor = 0.75 };

        var assignment = new MipOptimizer().Solve(problem);

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.EndpointOf, Is.EqualTo(new[] { 1, 2, 1 }));
        Assert.That(assignment.Bound, Is.EqualTo(9e-9).Within(1e-6).Percent.And.LessThanOrEqualTo(assignment.Cost));
    }

    [Test]
    public void Solve_FloorMetExactly_IsNotLostToRounding([Values] MipSolver solver)
    {
        const int queries = 7;
        var quality = Enumerable.Range(0, queries).SelectMany(_ => new[] { 0.1, 0.7 }).ToArray();
        var cost = Enumerable.Range(0, queries).SelectMany(_ => new[] { 1e-6, 3e-6 }).ToArray();
        var problem = new AssignmentProblem(new QueryEndpointMatrix(cost, 2), new QueryEndpointMatrix(quality, 2)) { QualityFloor = 0.7 };

        var assignment = new MipOptimizer(new MipOptimizerOptions { Solver = solver }).Solve(problem);

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.EndpointOf, Is.All.EqualTo(1));
    }

    [Test]
    public void Solve_EveryLimitMetExactlyByAPlantedAssignment_FindsOneAtLeastAsGood([Values] MipSolver solver)
    {
        var optimizer = new MipOptimizer(new MipOptimizerOptions { Solver = solver });
        for (var seed = 0; seed < 150; seed++)
        {
            var drawn = RandomProblem.Realistic(6, 4, seed);
            var random = new Random(seed);
            var planted = Enumerable.Range(0, drawn.QueryCount).Select(_ => random.Next(drawn.EndpointCount)).ToArray();
            var figures = new BruteForce(drawn, 0).Evaluate(planted);
            var problem = new AssignmentProblem(drawn.Cost, drawn.Quality)
            {
                Objective = seed % 2 == 0 ? Objective.LeastCost : Objective.BestQuality,
                QualityFloor = figures.Quality,
                Budget = figures.Cost,
                WorkloadLimits = [.. Enumerable.Range(0, drawn.EndpointCount).Select(j => (int?)planted.Count(e => e == j))],
                Tokens = drawn.Cost,
                TokenLimits = [.. Enumerable.Range(0, drawn.EndpointCount).Select(j => (double?)Enumerable.Range(0, planted.Length).Where(i => planted[i] == j).Sum(i => drawn.Cost[i, j]))],
            };

            var assignment = optimizer.Solve(problem);

            Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal), $"seed {seed}: {assignment.Infeasibility?.Message}");
            Assert.That(assignment.Cost, Is.LessThanOrEqualTo(figures.Cost * (1 + 1e-9)), $"seed {seed}");
            Assert.That(assignment.Quality, Is.GreaterThanOrEqualTo(figures.Quality * (1 - 1e-9)), $"seed {seed}");
        }
    }

    [Test]
    public void Solve_SameSeed_GivesTheSameAssignment([Values] MipSolver solver)
    {
        var problem = RandomProblem.Realistic(40, 5, seed: 3);
        var options = new MipOptimizerOptions { Solver = solver, Seed = 7 };

        var first = new MipOptimizer(options).Solve(problem);
        var second = new MipOptimizer(options).Solve(problem);

        Assert.That(second.EndpointOf, Is.EqualTo(first.EndpointOf));
    }

    [Test]
    public void Solve_LongSearchToAGap_EndsAtTheSameBoundEveryTime([Values] MipSolver solver, [Values(6, 10)] int endpoints)
    {
        // Long enough that the order in which a solver is given the terms of a row would tell.
        var problem = RandomProblem.Realistic(64, endpoints, seed: 2, headroom: 1.1);
        var optimizer = new MipOptimizer(new MipOptimizerOptions { Solver = solver, RelativeGap = 1e-3 });

        var all = Enumerable.Range(0, 4).Select(_ => optimizer.Solve(problem)).ToArray();

        Assert.That(all.Select(assignment => assignment.Bound), Is.All.EqualTo(all[0].Bound));
        Assert.That(all.Select(assignment => assignment.EndpointOf), Is.All.EqualTo(all[0].EndpointOf));
    }

    [Test]
    public void Solve_TwoThreads_GivesTheOptimumOfOneAndTheSameEachTime()
    {
        var problem = RandomProblem.Realistic(30, 5, seed: 4);
        var options = new MipOptimizerOptions { Solver = MipSolver.CpSat, Threads = 2 };

        var one = new MipOptimizer().Solve(problem);
        var first = new MipOptimizer(options).Solve(problem);
        var second = new MipOptimizer(options).Solve(problem);

        Assert.That(first.Objective, Is.EqualTo(one.Objective).Within(1e-6).Percent);
        Assert.That(second.EndpointOf, Is.EqualTo(first.EndpointOf));
    }

    [Test]
    public void Solve_GapGiven_StopsWithinItAndSaysSo([Values] MipSolver solver, [Values] Objective objective)
    {
        var problem = RandomProblem.Realistic(60, 6, seed: 5, objective);
        var exact = new MipOptimizer().Solve(problem);

        var assignment = new MipOptimizer(new MipOptimizerOptions { Solver = solver, RelativeGap = 0.05 }).Solve(problem);

        Assert.That(assignment.IsFound);
        Assert.That(assignment.Gap, Is.LessThanOrEqualTo(0.05 + 1e-9));
        Assert.That(assignment.StopReason, Is.EqualTo(assignment.Status == AssignmentStatus.Optimal ? StopReason.Proven : StopReason.GapReached));
        var sign = objective == Objective.BestQuality ? -1 : 1;
        Assert.That(sign * assignment.Bound, Is.LessThanOrEqualTo((sign * exact.Objective) + (1e-12 * Math.Max(exact.Scale, Math.Abs(exact.Objective)))));
        Assert.That(sign * assignment.Objective, Is.GreaterThanOrEqualTo((sign * exact.Objective) - 1e-9));
    }
}
