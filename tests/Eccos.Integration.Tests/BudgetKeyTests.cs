using Eccos.Optimization;

namespace Eccos.Integration.Tests;

internal sealed class BudgetKeyTests
{
    [Test]
    public async Task ScheduleAsync_TenantsBeyondTheirBudgets_SpendThemWhereTheyDoMost()
    {
        // 1 USD a query on "cheap", 10 on "dear"; a tenant has 13.5, too little for two dear ones and no reason to send none there.
        var options = new EccosOptions { Goal = new SchedulingGoal { Objective = Objective.BestQuality } };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(0, 1) });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(0, 10) });
        string[] tenants = ["x", "y", "z"];
        foreach (var tenant in tenants)
            options.Budgets[tenant] = new SpendLimit(13.5, TimeSpan.FromHours(1));
        using var scheduler = new EccosScheduler(options, new GainPredictor(), new DualGuidedOptimizer());

        Query[] queries = [.. tenants.SelectMany(tenant => Enumerable.Range(0, 4).Select(k => new Query($"{tenant}{k}", $"{k}") { InputTokens = 0, BudgetKey = tenant }))];
        using var schedule = await scheduler.ScheduleAsync(queries);

        // Of the four the third gains most on "dear"; with it there, 3.5 USD are left for the other three.
        Assert.That(schedule.Placements.Select(placement => placement.Endpoint?.Name), Is.EqualTo(tenants.SelectMany(_ => new[] { "cheap", "cheap", "dear", "cheap" })));
    }

    [Test]
    public async Task ScheduleAsync_TenantWhoseBudgetKeepsNoFloor_IsNamed()
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.7, FloorScope = FloorScope.Batch } };
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(0, 1) });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(0, 10) });
        options.Budgets["x"] = new SpendLimit(13.5, TimeSpan.FromHours(1));
        using var scheduler = new EccosScheduler(options, new GainPredictor(), new DualGuidedOptimizer());

        using var schedule = await scheduler.ScheduleAsync([.. Enumerable.Range(0, 4).Select(k => new Query($"{k}", $"{k}") { InputTokens = 0, BudgetKey = "x" })]);

        Assert.That(schedule.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(schedule.Assignment.Infeasibility!.Conflict.Select(limit => (limit.Kind, limit.Group)), Is.EquivalentTo(new (LimitKind, string?)[] { (LimitKind.QualityFloor, null), (LimitKind.Budget, "budget of x") }));
    }

    /// <summary>"cheap" answers half of all; "dear" 0.6, 0.7, 0.9 and 0.8 of the queries whose texts are 0 to 3. Answers have a million tokens.</summary>
    private sealed class GainPredictor : IPredictor
    {
        public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
        {
            double[] success = [.. queries.SelectMany(query => new[] { 0.5, query.Text switch { "0" => 0.6, "1" => 0.7, "2" => 0.9, _ => 0.8 } })];
            return ValueTask.FromResult(new Prediction(["cheap", "dear"], new QueryEndpointMatrix(success, 2), new QueryEndpointMatrix(new double[success.Length], 2))
            {
                OutputTokens = new QueryEndpointMatrix([.. success.Select(_ => 1e6)], 2),
            });
        }
    }
}
