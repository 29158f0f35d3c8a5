namespace Eccos.Predictors.Tests;

public sealed class CalibrationChoiceTests
{
    [Test]
    public void Fit_ALogisticCurve_ChoosesPlatt() => Assert.That(Choose(logit => 1 / (1 + Math.Exp(-0.5 * logit)), 600), Is.TypeOf<PlattScaling>());

    [Test]
    public void Fit_AStep_ChoosesIsotonic() => Assert.That(Choose(logit => logit < -1 ? 0.1 : logit < 1.5 ? 0.45 : 0.5, 20_000), Is.TypeOf<IsotonicCalibration>());

    private static ICalibration Choose(Func<double, double> truth, int count)
    {
        var random = new Random(3);
        var x = Array.ConvertAll(new double[count], _ => (random.NextDouble() * 6) - 3);
        var y = Array.ConvertAll(x, logit => random.NextDouble() < truth(logit) ? 1.0 : 0);
        return CalibrationChoice.Fit(x, y, [.. Enumerable.Range(0, count).Select(k => k % 5)], 5);
    }
}
