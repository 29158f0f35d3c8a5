namespace Eccos.Predictors.Tests;

public sealed class IsotonicCalibrationTests
{
    [Test]
    public void Fit_RandomLabels_PoolsAsTheMaxMinFormulaSays()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 50; trial++)
        {
            var x = Enumerable.Range(0, 12).Select(k => (double)k).ToArray();
            var y = Array.ConvertAll(x, k => random.NextDouble() < k / 12 ? 1.0 : 0);
            var isotonic = IsotonicCalibration.Fit(x, y);

            // Isotonic regression in closed form: the value at k is max over a <= k of min over b >= k of the mean of y_a .. y_b.
            var means = Enumerable.Range(0, 12).Select(k =>
                Enumerable.Range(0, k + 1).Max(a => Enumerable.Range(k, 12 - k).Min(b => y[a..(b + 1)].Average()))).ToArray();
            Assert.That(isotonic.Values, Has.Length.EqualTo(means.Distinct().Count()));
            var pools = means.GroupBy(mean => mean).OrderBy(group => group.Key).ToArray();
            for (var k = 0; k < pools.Length; k++)
            {
                var smooth = ((pools[k].Key * pools[k].Count()) + 0.5) / (pools[k].Count() + 1);
                Assert.That(isotonic.Values[k], Is.EqualTo(smooth).Within(1e-12).Or.EqualTo(k > 0 ? isotonic.Values[k - 1] : -1));
            }
        }
    }

    [Test]
    public void Probability_AscendingLogits_AscendsStrictlyInsideZeroAndOne()
    {
        var isotonic = IsotonicCalibration.Fit([-2, -1, 0, 1, 2], [0, 0, 0, 1, 1]);
        var values = Enumerable.Range(-100, 201).Select(k => isotonic.Probability(k / 20.0)).ToArray();

        Assert.That(values, Is.All.GreaterThan(0).And.All.LessThan(1));
        for (var k = 1; k < values.Length; k++)
            Assert.That(values[k], Is.GreaterThan(values[k - 1]));
    }

    [Test]
    public void Fit_EqualLogits_HaveTheirMean()
    {
        var isotonic = IsotonicCalibration.Fit([-1, -1, -1, -1, -1, -1, 1, 2], [0, 1, 0, 1, 0, 1, 1, 1]);

        Assert.That(isotonic.Probability(-1), Is.EqualTo(0.5).Within(1e-3));
    }

    [Test]
    public void Probability_KnotsAtOnePlace_IsANumber() =>
        Assert.That(new IsotonicCalibration([-1, 0, 0, 1], [0.1, 0.2, 0.6, 0.9]).Probability(0), Is.InRange(0.1, 0.7));
}
