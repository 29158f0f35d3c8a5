using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Scheduling;

public sealed class AffinityTests
{
    private const double Cheap = ((50 * 1) + (100 * 2)) / 1e6;
    private const double Dear = ((50 * 10) + (100 * 20)) / 1e6;

    [TestCase(0.001, "cheap", Cheap + 0.001)]
    [TestCase(0.003, "dear", Dear)]
    public async Task ScheduleAndPlace_ConversationServedElsewhere_WeighTheSwitch(double switchingCost, string expected, double cost)
    {
        var options = new EccosOptions();
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2) });
        options.Endpoints.Add(new Endpoint("dear") { Prices = new TokenPrices(10, 20) });
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6), ("dear", 0.9)), new GreedyOptimizer());
        var query = new Query("q", "text") { InputTokens = 50, Affinity = new Affinity("dear", switchingCost) };

        using var schedule = await scheduler.ScheduleAsync([query, new Query("other", "text") { InputTokens = 50 }]);
        var placement = await scheduler.PlaceAsync(query);

        Assert.That(new[] { schedule.Placements[0], placement }.Select(each => each.Endpoint!.Name), Is.All.EqualTo(expected));
        Assert.That(new[] { schedule.Placements[0], placement }.Select(each => each.ExpectedCostUsd), Is.All.EqualTo(cost).Within(1e-15));
        Assert.That(schedule.Placements[1].Endpoint!.Name, Is.EqualTo("cheap"));
    }

    [Test]
    public void ScheduleAsync_SwitchingCostOutOfRange_NamesTheValue()
    {
        var options = new EccosOptions();
        options.Endpoints.Add(new Endpoint("cheap") { Prices = new TokenPrices(1, 2) });
        using var scheduler = new EccosScheduler(options, new TablePredictor(("cheap", 0.6)), new GreedyOptimizer());

        var error = Assert.ThrowsAsync<ArgumentException>(async () =>
            await scheduler.ScheduleAsync([new Query("q", "text") { InputTokens = 50, Affinity = new Affinity("cheap", -0.5) }]));

        Assert.That(error!.Message, Does.Contain("'cheap' at -0.5 USD"));
    }
}
