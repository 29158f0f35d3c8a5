namespace Eccos.QAServe.Tests.Simulating;

public sealed class ArrivalsTests
{
    [Test]
    public void Poisson_ManyArrivals_HasTheRateAndTheSpreadOfExponentialTimes()
    {
        var times = Arrivals.Poisson(50_000, 4, seed: 1).Select(time => time.TotalSeconds).ToArray();
        var gaps = times.Skip(1).Zip(times, (later, earlier) => later - earlier).ToArray();

        var (mean, deviation) = (gaps.Average(), Math.Sqrt(gaps.Average(gap => gap * gap) - (gaps.Average() * gaps.Average())));

        Assert.That(gaps, Is.All.GreaterThanOrEqualTo(0));
        Assert.That(mean, Is.EqualTo(0.25).Within(2).Percent);
        Assert.That(deviation, Is.EqualTo(0.25).Within(3).Percent);
    }

    [Test]
    public void Bursts_OfFive_ComeTogetherAtTheSameRate()
    {
        var times = Arrivals.Bursts(20_002, 5, 4, seed: 1);

        Assert.That(times.GroupBy(time => time).Select(burst => burst.Count()).Distinct(), Is.EquivalentTo(new[] { 5, 2 }));
        Assert.That(20_002 / times[^1].TotalSeconds, Is.EqualTo(4).Within(5).Percent);
        Assert.That(Arrivals.Bursts(20_002, 5, 4, seed: 1), Is.EqualTo(times));
    }

    [TestCase(-1, 1, 1.0)]
    [TestCase(1, 0, 1.0)]
    [TestCase(1, 1, 0.0)]
    [TestCase(1, 1, double.NaN)]
    [TestCase(1, 1, 1e-300)]
    public void Bursts_OutOfRange_IsRefused(int count, int size, double rate) => Assert.Throws<ArgumentOutOfRangeException>(() => Arrivals.Bursts(count, size, rate, seed: 1));
}
