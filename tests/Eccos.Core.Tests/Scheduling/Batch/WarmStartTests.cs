namespace Eccos.Core.Tests.Scheduling.Batch;

public sealed class WarmStartTests
{
    private static readonly ModelPool _pool = new([new Endpoint("a"), new Endpoint("b")]);

    [Test]
    public void For_ABatchOfAnotherSize_ScalesThePriceOfAnAverage()
    {
        var warm = Remembered(Objective.LeastCost);

        Assert.That(warm.For(Objective.LeastCost, 20), Is.EqualTo(new[] { new ShadowPrice(LimitKind.QualityFloor, null, 6), new ShadowPrice(LimitKind.Workload, 1, 0.5) }));
        Assert.That(warm.SlotPrices(2), Is.EqualTo(new[] { 0, 0.5 }));
    }

    [Test]
    public void For_TheBestQuality_ScalesWhatALimitAddsToAnAverage()
    {
        var warm = Remembered(Objective.BestQuality);

        Assert.That(warm.For(Objective.BestQuality, 20)![1].Price, Is.EqualTo(0.25));
        Assert.That(warm.SlotPrices(2), Is.EqualTo(new double[] { 0, 0 }), "success probabilities are no dollars");
    }

    [Test]
    public void For_AnotherObjectiveOrPoolOrNoPrices_IsNull()
    {
        var warm = Remembered(Objective.LeastCost);
        Assert.That(warm.For(Objective.BestQuality, 10), Is.Null);

        warm.Reset(new ModelPool([new Endpoint("a"), new Endpoint("b")]));
        Assert.That(warm.For(Objective.LeastCost, 10), Is.Not.Null, "the same endpoints");

        warm.Reset(new ModelPool([new Endpoint("a"), new Endpoint("c")]));
        Assert.That(warm.For(Objective.LeastCost, 10), Is.Null);
        Assert.That(new WarmStart().For(Objective.LeastCost, 10), Is.Null);
    }

    private static WarmStart Remembered(Objective objective)
    {
        var warm = new WarmStart();
        warm.Reset(_pool);
        warm.Remember(
            new Assignment
            {
                Status = AssignmentStatus.Optimal,
                StopReason = StopReason.Proven,
                EndpointOf = new int[10],
                ShadowPrices = [new ShadowPrice(LimitKind.QualityFloor, null, 3), new ShadowPrice(LimitKind.Workload, 1, 0.5)],
            },
            objective);
        return warm;
    }
}
