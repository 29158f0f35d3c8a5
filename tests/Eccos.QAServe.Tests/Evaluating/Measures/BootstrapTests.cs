namespace Eccos.QAServe.Tests;

public sealed class BootstrapTests
{
    [Test]
    public void Sample_TheMean_HasItsKnownStandardErrorAndNormalInterval()
    {
        var random = new Random(1);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() < 0.3 ? 1.0 : 0)];
        var p = values.Average();

        var sample = Bootstrap.Sample(400, places => Mean(values, places), samples: 4000, seed: 2);

        // The mean of n draws from the values: its standard error is sqrt(p (1 - p) / n), its distribution close to normal.
        var error = Math.Sqrt(p * (1 - p) / 400);
        Assert.That(sample.StandardError, Is.EqualTo(error).Within(0.04 * error));
        Assert.That(sample.Interval().Lower, Is.EqualTo(p - (1.96 * error)).Within(0.15 * error));
        Assert.That(sample.Interval().Upper, Is.EqualTo(p + (1.96 * error)).Within(0.15 * error));
        Assert.That(sample.Interval(0.5).Upper, Is.EqualTo(p + (0.6745 * error)).Within(0.15 * error));
    }

    [Test]
    public void Interval_KnownEstimates_LiesBetweenOrderStatistics()
    {
        var sample = new BootstrapSample([.. Enumerable.Range(0, 101).Select(k => (double)(100 - k))]);
        Assert.That(sample.Interval(0.9).Lower, Is.EqualTo(5).Within(1e-9));
        Assert.That(sample.Interval(0.9).Upper, Is.EqualTo(95).Within(1e-9));
        Assert.That(sample.StandardError, Is.EqualTo(Math.Sqrt(101.0 * 102 / 12)).Within(1e-9));
    }

    [Test]
    public void Sample_SameSeed_DrawsTheSameQueries()
    {
        double[] values = [1, 5, 2, 8, 3];
        var first = Bootstrap.Sample(5, places => Mean(values, places), samples: 50, seed: 3).Interval();
        Assert.That(Bootstrap.Sample(5, places => Mean(values, places), samples: 50, seed: 3).Interval(), Is.EqualTo(first));
        Assert.That(Bootstrap.Sample(5, places => Mean(values, places), samples: 50, seed: 4).Interval(), Is.Not.EqualTo(first));
    }

    private static double Mean(double[] values, ReadOnlySpan<int> places)
    {
        var sum = 0.0;
        foreach (var i in places)
            sum += values[i];
        return sum / places.Length;
    }
}
