namespace Eccos.Core.Tests.Feedback;

public sealed class DriftDetectorTests
{
    private const double Delta = 0.05;
    private const double Lambda = 12;

    [Test]
    public void Add_RandomResiduals_AlarmsWhereTheDefinitionDoes()
    {
        var random = new Random(3);
        var alarms = 0;
        for (var run = 0; run < 60; run++)
        {
            var detector = new DriftDetector();
            var shift = run % 3 == 0 ? 0 : (run % 2 == 0 ? 0.3 : -0.3);
            List<(double Predicted, double Label)> seen = [];
            for (var t = 0; t < 600; t++)
            {
                var predicted = random.NextDouble();
                var label = random.NextDouble() < predicted + (t > 200 ? shift : 0) ? 1.0 : 0;
                seen.Add((predicted, label));
                var changed = detector.Add(predicted, label, Delta, Lambda);
                var expected = Defined(seen);
                Assert.That(changed, Is.EqualTo(expected), $"run {run}, label {t}");
                if (expected.Length == 0)
                    continue;
                alarms++;
                seen.Clear();
            }
        }

        Assert.That(alarms, Is.GreaterThan(40));
    }

    [Test]
    public void Add_ShiftOfAFifth_IsFoundAfterAboutEightyLabelsAndItsBeginningToo()
    {
        var random = new Random(4);
        var delays = new List<int>();
        var begins = new List<int>();
        for (var run = 0; run < 200; run++)
        {
            var detector = new DriftDetector();
            for (var t = 0; t < 2000; t++)
            {
                var changed = detector.Add(0.7, random.NextDouble() < (t >= 500 ? 0.5 : 0.7) ? 1 : 0, Delta, Lambda);
                if (changed.Length == 0)
                    continue;
                if (t >= 500)
                {
                    delays.Add(t - 500);
                    begins.Add(t - changed.Length + 1);
                }

                break;
            }
        }

        delays.Sort();
        begins.Sort();
        Assert.That(delays, Has.Count.GreaterThan(190), "false alarms before the change are rare");
        Assert.That(delays[delays.Count / 2], Is.InRange(60, 100), "lambda / (d - delta) = 80");
        Assert.That(begins[begins.Count / 2], Is.InRange(485, 515));
    }

    [Test]
    public void Add_CalibratedPredictions_RaiseAFalseAlarmAboutAsSeldomAsStated()
    {
        var random = new Random(5);
        var detector = new DriftDetector();
        var alarms = 0;
        const int Labels = 400_000;
        for (var t = 0; t < Labels; t++)
            alarms += detector.Add(0.8, random.NextDouble() < 0.8 ? 1 : 0, Delta, Lambda).Length > 0 ? 1 : 0;

        // exp(2 delta lambda / s^2) s^2 / (2 delta^2) with s = 0.4, in either direction.
        Assert.That(alarms, Is.LessThan(4 * 2 * Labels / 50_000));
    }

    [Test]
    public void Fit_ShiftOfTheLogit_HasTheSlopeOfItsObjectiveAtZero()
    {
        var random = new Random(6);
        var labels = Enumerable.Range(0, 5000).Select(_ => random.NextDouble())
            .Select(p => (p, random.NextDouble() < LogitShift.Apply(p, -1.3) ? 1.0 : 0)).ToArray();

        var b = LogitShift.Fit(labels);

        Assert.That(b, Is.EqualTo(-1.3).Within(0.12));
        Assert.That((Objective(b + 1e-4) - Objective(b - 1e-4)) / 2e-4, Is.Zero.Within(1e-3));

        double Objective(double shift) =>
            labels.Sum(each => (each.Item2 * Math.Log(LogitShift.Apply(each.p, shift))) + ((1 - each.Item2) * Math.Log(1 - LogitShift.Apply(each.p, shift)))) - (shift * shift / 2);
    }

    // Taken from the definition, every sum anew.
    private static (double Predicted, double Label)[] Defined(List<(double Predicted, double Label)> seen)
    {
        var (up, down) = (new List<double> { 0 }, new List<double> { 0 });
        foreach (var (predicted, label) in seen)
        {
            up.Add(up[^1] + label - predicted - Delta);
            down.Add(down[^1] + label - predicted + Delta);
        }

        var since = up[^1] - up.Min() > Lambda ? seen.Count - up.LastIndexOf(up.Min())
            : down.Max() - down[^1] > Lambda ? seen.Count - down.LastIndexOf(down.Max())
            : 0;
        return [.. seen.TakeLast(since)];
    }
}
