namespace Eccos.Optimization.Tests.Online;

public sealed class LoadedShareTests
{
    [TestCase(0.02, 20, 256, false)]
    [TestCase(0.05, 20, 256, true)]
    [TestCase(0.3, 64, 100, true)]
    [TestCase(0.01, 40, 2000, false)]
    public void Next_SteadyTraffic_IsTheSlotsOverTheTimeAQueryHoldsOne(double share, int slots, double hold, bool isRandom)
    {
        // Of the others nothing is known here but that they hold theirs as long.
        var (random, loaded) = (new Random(5), new LoadedShare());
        var (leaving, inFlight, came) = (new PriorityQueue<bool, double>(), 0, 0.0);
        for (var t = 0; t < 12 * (int)hold; t++)
        {
            while (leaving.TryPeek(out _, out var at) && at <= t)
                inFlight -= leaving.Dequeue() ? 1 : 0;
            var isServed = isRandom ? random.NextDouble() < share : Math.Floor(came + share) > Math.Floor(came);
            came += share;
            loaded.Count(isServed, (double)inFlight / slots, inFlight, Math.Min(t, hold));
            if (!isServed)
                continue;
            inFlight++;
            leaving.Enqueue(true, t + (isRandom ? -hold * Math.Log(1 - random.NextDouble()) : hold));
        }

        var r = loaded.Next(inFlight, (double)inFlight / slots, hold);
        var exact = slots / hold;
        Assert.That(r, exact < 1 ? Is.EqualTo(exact).Within(exact * (isRandom ? 0.2 : 0.05)) : Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Next_SlowerThanTheOthers_IsLearnedFromItsOwnLoad()
    {
        // It holds a query for 400 others, where all together hold one for 100: its 10 slots are full at 1 query in 40, not in 10.
        var loaded = new LoadedShare();
        for (var t = 0; t < 5000; t++)
            loaded.Count(t % 40 == 0, Math.Min(t / 40, 10) / 10.0, Math.Min(t / 40, 10), 100);

        Assert.That(loaded.Next(10, 1, 100), Is.EqualTo(1 / 40.0).Within(0.02), "what is known of the others still counts a little");
    }

    [Test]
    public void Next_NothingInFlightYet_IsNoLimit() => Assert.That(new LoadedShare().Next(0, 0, 0), Is.EqualTo(double.PositiveInfinity));
}
