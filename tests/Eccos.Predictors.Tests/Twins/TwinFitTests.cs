namespace Eccos.Predictors.Tests;

public sealed class TwinFitTests
{
    private const int Endpoints = 3;
    private const int Folds = 4;

    /// <summary>
    /// Pairs of questions of which one has its answer as option A and the other as option B, unless the options changed places. Endpoint 0 takes A
    /// always, endpoint 1 B, and endpoint 2 tosses a coin, so that nothing but the twin tells who is right.
    /// </summary>
    private static (double[] Logits, float[] Success, Twin[] Twins, int[] Fold) Pairs(int pairs, int seed, bool telling)
    {
        var random = new Random(seed);
        var (success, twins, fold) = (new float[2 * pairs * Endpoints], new Twin[2 * pairs], new int[2 * pairs]);
        for (var p = 0; p < pairs; p++)
        {
            var (reordered, first) = (p % 2 == 1, random.Next(2));
            var at = random.Next(Folds);
            for (var side = 0; side < 2; side++)
            {
                var i = (2 * p) + side;
                var answer = !telling ? random.Next(2) : side == 0 || reordered ? first : 1 - first;
                success[i * Endpoints] = answer == 0 ? 1 : 0;
                success[(i * Endpoints) + 1] = answer == 1 ? 1 : 0;
                success[(i * Endpoints) + 2] = random.Next(5) == 0 ? float.NaN : random.Next(2);
                twins[i] = new Twin((2 * p) + 1 - side, 0.9 + (0.05 * side), reordered);
                fold[i] = (at + side) % Folds;
            }
        }

        return (new double[success.Length], success, twins, fold);
    }

    [Test]
    public void Fit_AnswersFlipBetweenTwins_LearnsTheSignOfEachKind()
    {
        var (logits, success, twins, fold) = Pairs(200, 1, telling: true);

        var transfer = new TwinFit(logits, success, twins, fold, Folds).Fit(out var crossFitted);

        foreach (var (kind, sign) in new[] { (transfer.Same, -1), (transfer.Reordered, 1) })
        {
            Assert.That(sign * kind[0], Is.GreaterThan(1), "endpoint 0 from endpoint 0");
            Assert.That(sign * kind[1], Is.LessThan(-1), "endpoint 0 from endpoint 1");
            Assert.That(Math.Abs(kind[6]) + Math.Abs(kind[7]), Is.LessThan(1), "endpoint 2 tosses a coin");
        }

        for (var i = 0; i < twins.Length; i++)
            Assert.That(crossFitted[i * Endpoints], success[i * Endpoints] > 0.5 ? Is.GreaterThan(1) : Is.LessThan(-1));
    }

    [Test]
    public void Fit_TwinsThatTellNothing_AddsNothing()
    {
        var (logits, success, twins, fold) = Pairs(400, 2, telling: false);

        var transfer = new TwinFit(logits, success, twins, fold, Folds).Fit(out var crossFitted);

        Assert.That(transfer.Same.Concat(transfer.Reordered).Max(Math.Abs), Is.LessThan(0.3));
        Assert.That(crossFitted.Max(Math.Abs), Is.LessThan(0.3));
    }

    [TestCase(2)]
    [TestCase(5)]
    [TestCase(8)]
    public void Fit_TwinsThatTellNothingAndCertaintyWanted_AddsNothingAtAll(int seed)
    {
        var (logits, success, twins, fold) = Pairs(400, seed, telling: false);

        var transfer = new TwinFit(logits, success, twins, fold, Folds, leastCertainty: 3).Fit(out var crossFitted);

        Assert.That(transfer.IsNone, Is.True);
        Assert.That(crossFitted, Is.All.Zero);
    }

    [Test]
    public void Fit_TwinsThatTellAndCertaintyWanted_LearnsTheSame()
    {
        var (logits, success, twins, fold) = Pairs(200, 1, telling: true);

        var certain = new TwinFit(logits, success, twins, fold, Folds, leastCertainty: 3).Fit(out _);

        Assert.That(certain.IsNone, Is.False);
        Assert.That(certain.Same, Is.EqualTo(new TwinFit(logits, success, twins, fold, Folds).Fit(out _).Same));
    }

    [Test]
    public void Fit_FewPairs_AddsNothing()
    {
        var (logits, success, twins, fold) = Pairs(10, 3, telling: true);

        var transfer = new TwinFit(logits, success, twins, fold, Folds).Fit(out var crossFitted);

        Assert.That(transfer.Same.Concat(transfer.Reordered).Concat(crossFitted), Is.All.Zero);
    }

    /// <summary>The fitted B lies where the penalised log-loss is least: whatever entry is moved, it rises.</summary>
    [Test]
    public void Fit_AnyEntryMoved_LosesByTheChosenPenalty()
    {
        var (logits, success, twins, fold) = Pairs(60, 4, telling: true);

        var transfer = new TwinFit(logits, success, twins, fold, Folds).Fit(out _);

        var lambda = new[] { 1.0, 2, 4, 8, 16, 32 }.MinBy(candidate => Math.Abs(Slope(transfer, candidate, 0)));
        for (var k = 0; k < Endpoints * Endpoints; k++)
            Assert.That(Slope(transfer, lambda, k), Is.Zero.Within(0.01), "finite difference of the objective");

        double Slope(TwinTransfer at, double candidate, int k)
        {
            const double Step = 1e-5;
            var (up, down) = ((double[])at.Same.Clone(), (double[])at.Same.Clone());
            up[k] += Step;
            down[k] -= Step;
            return (Objective(at with { Same = up }, candidate) - Objective(at with { Same = down }, candidate)) / (2 * Step);
        }

        double Objective(TwinTransfer at, double candidate)
        {
            var value = candidate * at.Same.Sum(b => b * b) / 2;
            for (var i = 0; i < twins.Length; i++)
            {
                if (twins[i].Reordered)
                    continue;
                var row = logits.AsSpan(i * Endpoints, Endpoints).ToArray();
                at.Apply(twins[i], success.AsSpan(twins[i].Row * Endpoints, Endpoints), row);
                for (var j = 0; j < Endpoints; j++)
                {
                    var y = success[(i * Endpoints) + j];
                    if (!float.IsNaN(y))
                        value -= (y * Math.Log(1 / (1 + Math.Exp(-row[j])))) + ((1 - y) * Math.Log(1 / (1 + Math.Exp(row[j]))));
                }
            }

            return value;
        }
    }
}
