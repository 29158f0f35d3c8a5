using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Scheduling;

internal sealed class GroupLimitsTests
{
    [Test]
    public async Task ScheduleAsync_GoalWithGroups_HandsTheirQueriesAndLimitsToTheOptimizer()
    {
        var optimizer = new GreedyOptimizer();
        using var scheduler = Scheduler(optimizer, new Endpoint("a") { MinimumShare = 0.25 }, new Endpoint("b") { MaximumShare = 0.75 });
        var goal = new SchedulingGoal
        {
            Objective = Objective.WeightedSum,
            QualityWeightUsd = 0.01,
            Groups = new Dictionary<string, GroupLimits>
            {
                ["tenant:x"] = new() { QualityFloor = 0.7 },
                ["task:code"] = new() { BudgetUsd = 2 },
                ["nobody"] = new() { BudgetUsd = 0 },
            },
        };

        (await scheduler.ScheduleAsync([Query("1", "tenant:x"), Query("2", "task:code", "tenant:x"), Query("3", "unlimited")], goal)).Dispose();

        var problem = optimizer.Seen[0];
        Assert.Multiple(() =>
        {
            Assert.That(problem.Groups.Select(g => g.Name), Is.EqualTo(new[] { "nobody", "task:code", "tenant:x" }));
            Assert.That(problem.Groups.Select(g => g.Queries), Is.EqualTo(new int[][] { [], [1], [0, 1] }));
            Assert.That(problem.Groups.Select(g => (g.QualityFloor, g.Budget)), Is.EqualTo(new (double?, double?)[] { (null, 0), (null, 2), (0.7, null) }));
            Assert.That(problem.MinimumShares, Is.EqualTo(new double?[] { 0.25, null }));
            Assert.That(problem.MaximumShares, Is.EqualTo(new double?[] { null, 0.75 }));
            Assert.That((problem.Objective, problem.QualityWeight), Is.EqualTo((Objective.WeightedSum, 0.01)));
        });
    }

    [Test]
    public async Task ScheduleAsync_NoGroupsAndNoShares_HandsNone()
    {
        var optimizer = new GreedyOptimizer();
        using var scheduler = Scheduler(optimizer, new Endpoint("a"), new Endpoint("b"));
        (await scheduler.ScheduleAsync([Query("1", "unlimited")])).Dispose();
        Assert.That(optimizer.Seen[0].Groups, Is.Empty);
        Assert.That(optimizer.Seen[0].MinimumShares, Is.Null);
        Assert.That(optimizer.Seen[0].MaximumShares, Is.Null);
    }

    [Test]
    public void ScheduleAsync_GroupLimitsOutOfRange_NamesEveryValue()
    {
        using var scheduler = Scheduler(new GreedyOptimizer(), new Endpoint("a"), new Endpoint("b"));
        var goal = new SchedulingGoal
        {
            QualityWeightUsd = -3,
            Groups = new Dictionary<string, GroupLimits> { ["x"] = new() { QualityFloor = 1.5 }, ["y"] = new() { BudgetUsd = double.NaN } },
        };

        var error = Assert.ThrowsAsync<ArgumentException>(async () => await scheduler.ScheduleAsync([Query("1")], goal));

        Assert.That(error!.Message, Does.Contain("Groups['x'].QualityFloor is 1.5").And.Contains("Groups['y'].BudgetUsd is NaN").And.Contains("QualityWeightUsd is -3"));
    }

    [Test]
    public void ScheduleAsync_EmptyGroupName_NamesTheQuery()
    {
        using var scheduler = Scheduler(new GreedyOptimizer(), new Endpoint("a"), new Endpoint("b"));
        Assert.That(async () => await scheduler.ScheduleAsync([Query("q7", "")]), Throws.ArgumentException.With.Message.Contains("Query 'q7': Groups"));
    }

    [Test]
    public void Pool_SharesThatCannotBe_NamesThem() =>
        Assert.That(
            () => new ModelPool([new Endpoint("a") { MinimumShare = 0.8, MaximumShare = 0.5 }, new Endpoint("b") { MinimumShare = 0.4, MaximumShare = 1.2 }]),
            Throws.ArgumentException.With.Message.Contains("'a': MinimumShare is 0.8, above MaximumShare, which is 0.5")
                .And.Message.Contains("'b': MaximumShare is 1.2").And.Message.Contains("sum to 1.2"));

    private static Query Query(string id, params string[] groups) => new(id, "") { InputTokens = 1, Groups = groups };

    private static EccosScheduler Scheduler(IOptimizer optimizer, params Endpoint[] endpoints)
    {
        var options = new EccosOptions();
        foreach (var endpoint in endpoints)
            options.Endpoints.Add(endpoint with { Prices = new TokenPrices(1, 1) });
        return new EccosScheduler(options, new TablePredictor([.. endpoints.Select(e => (e.Name, 0.5))]), optimizer);
    }
}
