namespace Eccos.Core.Tests.Feedback;

public sealed class RecalibrationTests
{
    [TestCase(0.5, -1)]
    [TestCase(1 - 1e-12, -1)]
    [TestCase(1, -1)]
    [TestCase(1e-300, 1)]
    [TestCase(0, 1)]
    public void Apply_AnyProbability_KeepsItsErrorOnTheScaleOfTheLogit(double p, double shift)
    {
        var recalibration = new Recalibration();
        recalibration.Add("a", shift);

        var shifted = recalibration.Apply(new Prediction(["a"], new QueryEndpointMatrix([p], 1), new QueryEndpointMatrix([0.01], 1)));

        // The slope of sigma(logit p + b), from a difference as far from 0 and 1 as a logit is taken.
        var inside = Math.Clamp(p, 1e-6, 1 - 1e-6);
        var step = 1e-3 * inside * (1 - inside);
        var slope = (Shifted(inside + step) - Shifted(inside - step)) / (2 * step);
        Assert.That(shifted.Success[0, 0], Is.EqualTo(Shifted(inside)).Within(1e-12));
        Assert.That(shifted.StandardError[0, 0], Is.EqualTo(0.01 * slope).Within(0.1).Percent);

        double Shifted(double q) => 1 / (1 + Math.Exp(-(Math.Log(q / (1 - q)) + shift)));
    }
}
