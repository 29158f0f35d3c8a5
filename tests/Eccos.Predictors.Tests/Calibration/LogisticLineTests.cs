namespace Eccos.Predictors.Tests;

public sealed class LogisticLineTests
{
    private const double Slope = 1;
    private const double Intercept = 1e-3;

    [TestCase(4.0)]
    [TestCase(-8.0)]
    [TestCase(14.0)]
    public void Fit_OffsetsFarFromTheLabels_ReachesTheMinimum(double offset)
    {
        var x = Enumerable.Range(0, 100).Select(i => ((i % 5) - 2) / Math.Sqrt(2)).ToArray();
        var o = Enumerable.Repeat(offset, 100).ToArray();
        var y = Enumerable.Range(0, 100).Select(i => (i % 10 == 0) == (offset > 0) ? 1.0 : 0).ToArray();

        var (a, b) = new LogisticLine(0, Slope, Intercept).Fit(x, o, y);

        double ga = Slope * a, gb = Intercept * b;
        for (var k = 0; k < x.Length; k++)
        {
            var residual = (1 / (1 + Math.Exp(-((a * x[k]) + b + o[k])))) - y[k];
            (ga, gb) = (ga + (residual * x[k]), gb + residual);
        }

        Assert.That(ga, Is.Zero.Within(1e-6), "the gradient of the minimum");
        Assert.That(gb, Is.Zero.Within(1e-6));
    }
}
