namespace Eccos.Optimization.Tests.Online;

public sealed class PriceDirectedOptimizerTests
{
    private static readonly SchedulingGoal _floor = new() { QualityFloor = 0.5 };

    [Test]
    public void Choose_LongMixedStream_HoldsTheFloorAtHardlyMoreThanTheOptimum([Values(1, 2, 3)] int seed)
    {
        var (cost, quality) = Traffic.Realistic(3000, 6, seed);

        var run = new StreamRunner(_floor, new PriceDirectedOptions { SampleSize = 512 }).Run(cost, quality);

        var optimum = new DualGuidedOptimizer().Solve(Traffic.Problem(cost[500..], quality[500..], run.Placed.Skip(500).Average(choice => choice.Quality)));
        Assert.That(run.Average, Is.InRange(0.498, 0.51), "the average strays around the floor by less than what it is steered back by");
        Assert.That(run.Placed.Skip(500).Sum(choice => choice.Cost), Is.LessThan(optimum.Cost * 1.01));
    }

    [Test]
    public void Choose_EasyQueriesFirstAndTypicalOnesShown_StillHoldsTheFloor([Values] bool easyFirst)
    {
        var (cost, quality) = Traffic.Realistic(2000, 6, seed: 5);
        var (typicalCost, typicalQuality) = Traffic.Realistic(1000, 6, seed: 6);
        var order = Enumerable.Range(0, 2000).OrderBy(i => quality[i].Max() * (easyFirst ? -1 : 1)).ToArray();
        double[][] allCost = [.. cost, .. typicalCost], allQuality = [.. quality, .. typicalQuality];

        var run = new StreamRunner(_floor, new PriceDirectedOptions()).Run(allCost, allQuality, Enumerable.Range(2000, 1000), order);

        Assert.That(run.Average, Is.GreaterThanOrEqualTo(0.5));
    }

    [Test]
    public void Choose_BestQualityUnderABudget_SpendsNearlyAllOfItAndNoMore()
    {
        var (cost, quality) = Traffic.Realistic(3000, 6, seed: 4);
        var budget = cost.Average(row => row.Average()) * 0.5;

        var run = new StreamRunner(new SchedulingGoal { Objective = Objective.BestQuality, BudgetUsd = budget }, new PriceDirectedOptions()).Run(cost, quality);

        var optimum = new DualGuidedOptimizer().Solve(new AssignmentProblem(Traffic.Matrix(cost), Traffic.Matrix(quality)) { Objective = Objective.BestQuality, Budget = run.Cost });
        Assert.That(run.Cost, Is.InRange(3000 * budget * 0.93, 3000 * budget));
        Assert.That(run.Average, Is.GreaterThan(optimum.Quality - 0.01));
    }

    [Test]
    public void Choose_SameStreamTwice_ChoosesTheSame()
    {
        var (cost, quality) = Traffic.Realistic(700, 5, seed: 7);

        var first = new StreamRunner(_floor, new PriceDirectedOptions { SampleSize = 128, MixOver = 600 }).Run(cost, quality);
        var second = new StreamRunner(_floor, new PriceDirectedOptions { SampleSize = 128, MixOver = 600 }).Run(cost, quality);

        Assert.That(second.Choices, Is.EqualTo(first.Choices));
    }

    [Test]
    public void Choose_BetweenTwoSolutions_AllocatesNothing()
    {
        var (cost, quality) = Traffic.Realistic(400, 10, seed: 8);
        bool[] all = [.. Enumerable.Repeat(true, 10)];
        using var assignment = new PriceDirectedOptimizer(new PriceDirectedOptions { SolveEvery = 100_000 }).Start(_floor, 10);
        for (var i = 0; i < 300; i++)
        {
            assignment.Choose(new OnlineQuery(cost[i], quality[i], all), all, new OnlineStanding(i, 0.5, -i * 0.01, 0, 0));
            assignment.Decided(new OnlineQuery(cost[i], quality[i], all), all, 0);
        }

        assignment.Choose(new OnlineQuery(cost[300], quality[300], all), all, new OnlineStanding(300, 0.5, 0, 0, 0));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 300; i < 400; i++)
            assignment.Choose(new OnlineQuery(cost[i], quality[i], all), all, new OnlineStanding(i, 0.5, (i - 350) * 0.1, 0, 0));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Choose_OptimizerFailsFromAMomentOn_GoesOnAtTheLastPricesAndSaysSo()
    {
        var (cost, quality) = Traffic.Realistic(400, 5, seed: 9);
        var optimizer = new FailingOptimizer(solutions: 9);

        var run = new StreamRunner(_floor, new PriceDirectedOptions { SolveEvery = 32 }, optimizer).Run(cost, quality);

        Assert.That(run.Choices.Take(100).Select(choice => choice.UsesLastPrices), Is.All.False);
        Assert.That(run.Choices.Skip(200).Select(choice => choice.UsesLastPrices), Is.All.True);
        Assert.That(run.Choices[^1].Multiplier, Is.GreaterThan(0));
        Assert.That(run.Average, Is.EqualTo(0.5).Within(0.02), "the price still follows what is owed");
    }

    [Test]
    public void Choose_OptimizerNeverAnswers_KeepsTheFloorOnEveryQuery()
    {
        var (cost, quality) = Traffic.Realistic(100, 5, seed: 10);

        var run = new StreamRunner(_floor, new PriceDirectedOptions(), new FailingOptimizer(solutions: 0)).Run(cost, quality);

        for (var i = 0; i < 100; i++)
        {
            int[] enough = [.. Enumerable.Range(0, 5).Where(j => quality[i][j] >= 0.5)];
            var expected = enough.Length > 0 ? enough.MinBy(j => cost[i][j]) : Enumerable.Range(0, 5).MaxBy(j => quality[i][j]);
            Assert.That(run.Placed[i].Endpoint, Is.EqualTo(expected));
        }
    }

    [Test]
    public async Task Choose_InTheBackground_GoesOnWhileTheOptimizerWorks()
    {
        var (cost, quality) = Traffic.Realistic(60, 5, seed: 11);
        bool[] all = [.. Enumerable.Repeat(true, 5)];
        using var optimizer = new GatedOptimizer();
        using var assignment = new PriceDirectedOptimizer(new PriceDirectedOptions { SolveInBackground = true }, optimizer).Start(_floor, 5);

        var multipliers = new List<double>();
        for (var i = 0; i < 60; i++)
            Step(i);
        optimizer.Open();
        for (var round = 0; round < 1000 && multipliers[^1] == 0; round++)
        {
            await Task.Delay(5);
            Step(round % 60);
        }

        Assert.That(multipliers.Take(60), Is.All.Zero, "no prices yet: each query keeps the floor by itself");
        Assert.That(multipliers[^1], Is.GreaterThan(0));

        void Step(int i)
        {
            var query = new OnlineQuery(cost[i], quality[i], all);
            var choice = assignment.Choose(query, all, new OnlineStanding(i, 0.5, 0, 0, 0));
            multipliers.Add(choice.Multiplier);
            assignment.Decided(query, all, choice.Endpoint);
        }
    }

    [Test]
    public void Constructor_WrongOptions_NamesEveryValue()
    {
        var options = new PriceDirectedOptions { SampleSize = 3, SolveEvery = 0, RepayOver = 0, MixOver = -1, Confidence = double.NaN, MostOwed = -2 };

        var error = Assert.Throws<ArgumentException>(() => _ = new PriceDirectedOptimizer(options));

        Assert.That(error!.Message, Does.Contain("SampleSize is 3").And.Contain("SolveEvery is 0").And.Contain("RepayOver is 0")
            .And.Contain("MixOver is -1").And.Contain("Confidence is NaN").And.Contain("MostOwed is -2"));
    }
}
