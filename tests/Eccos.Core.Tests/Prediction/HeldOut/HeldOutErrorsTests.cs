using Eccos.Observations;

namespace Eccos.Core.Tests;

public sealed class HeldOutErrorsTests
{
    private const int M = 4;
    private static readonly string[] _names = ["a", "b", "c", "d"];

    [TestCase(0.4)]
    [TestCase(1.0)]
    [TestCase(1.6)]
    public void Measure_RealAdvantagesInProportionToPredictedOnes_FindsTheProportion(double slope)
    {
        var (outcomes, predicted) = World(20000, slope, noise: 0);

        var errors = HeldOutErrors.Measure(outcomes, predicted)!;

        Assert.That(errors.AdvantageSlopes, Is.All.EqualTo(slope).Within(0.12));
        Assert.That(errors.Correlation, Is.EqualTo(0.2 / 20000 / (0.1 * 0.1)).Within(0.0005), "a mean outcome of 20,000, with a (1 - a) about 0.2, in units of the squared standard error 0.1");
    }

    [Test]
    public void Corrected_NoisyPredictions_KeepsWhatTheChoiceOfTheBestPromises()
    {
        var (outcomes, heldOut) = World(6000, slope: 1, noise: 0.12, seed: 1);
        var errors = HeldOutErrors.Measure(outcomes, heldOut);
        var (fresh, predicted) = World(20000, slope: 1, noise: 0.12, seed: 2, errors);

        var (raw, corrected) = (Shortfall(fresh, predicted), Shortfall(fresh, predicted.Corrected()));

        Assert.That(raw, Is.GreaterThan(0.04), "the best of four noisy predictions disappoints");
        Assert.That(corrected, Is.EqualTo(0).Within(0.012), "3 standard errors of 20,000 outcomes");
    }

    [Test]
    public void Corrected_SlopesAreOne_IsThePredictionItself()
    {
        var (_, predicted) = World(5, 1, 0, errors: new HeldOutErrors(_names, [0.5, 0.5, 0.5, 0.5], [1, 1, 1, 1], 0));

        Assert.That(predicted.Corrected(), Is.SameAs(predicted));
        Assert.That(World(5, 1, 0).Predicted.Corrected().HeldOutErrors, Is.Null);
    }

    [Test]
    public void Corrected_KnownSlopes_GivesTheFormula()
    {
        var errors = new HeldOutErrors(["b", "a"], [0.4, 0.6], [1.5, 0.5], 0.1);
        var predicted = Prediction(["a", "b", "new"], [0.7, 0.3, 0.9], errors);

        var corrected = predicted.Corrected();

        // a: 0.7 - 0.6 = 0.1, b: 0.3 - 0.4 = -0.1, shared 0; g is 0.1 and -0.1, the third endpoint is not known.
        Assert.That(corrected.Success.Row(0).ToArray(), Is.EqualTo(new[] { 0.65, 0.25, 0.9 }).Within(1e-15));
        Assert.That(corrected.Corrected(), Is.SameAs(corrected), "slopes apply once");
        Assert.That(corrected.HeldOutErrors!.Correlation, Is.EqualTo(0.1));
    }

    [Test]
    public void Corrected_FarAdvantages_StayProbabilities()
    {
        var errors = new HeldOutErrors(["a", "b"], [0.5, 0.5], [2, 2], 0);

        Assert.That(Prediction(["a", "b"], [0.97, 0.02], errors).Corrected().Success.Row(0).ToArray(), Is.EqualTo(new[] { 0.995, 0.005 }));
        Assert.That(Prediction(["a", "b"], [0.999, 0.001], errors).Corrected().Success.Row(0).ToArray(), Is.EqualTo(new[] { 0.999, 0.001 }));
    }

    [Test]
    public void Measure_TooFewQueries_KnowsNothing()
    {
        var (outcomes, predicted) = World(99, 1, 0);

        Assert.That(HeldOutErrors.Measure(outcomes, predicted), Is.Null);
    }

    [Test]
    public void Measure_OtherRows_NamesBoth()
    {
        var (outcomes, _) = World(100, 1, 0);
        var (_, other) = World(99, 1, 0);

        Assert.That(() => HeldOutErrors.Measure(outcomes, other), Throws.ArgumentException.With.Message.Contains("of 99 queries").And.Message.Contains("of 100"));
    }

    [Test]
    public void Construct_OutOfRange_NamesTheValue()
    {
        Assert.That(() => new HeldOutErrors(["a"], [1.1], [1], 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("'a'").And.Message.Contains("1.1"));
        Assert.That(() => new HeldOutErrors(["a"], [0.5], [-1], 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("-1"));
        Assert.That(() => new HeldOutErrors(["a"], [0.5], [1], 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new HeldOutErrors(["a", "a"], [0.5, 0.5], [1, 1], 0), Throws.ArgumentException);
        Assert.That(() => new HeldOutErrors(["a"], [], [1], 0), Throws.ArgumentException);
    }

    /// <summary>Predicted minus real success of sending every query where it is predicted to succeed best.</summary>
    private static double Shortfall(TrainingSet outcomes, Prediction predicted)
    {
        var sum = 0.0;
        for (var i = 0; i < predicted.QueryCount; i++)
        {
            var best = Enumerable.Range(0, M).MaxBy(j => predicted.Success[i, j]);
            sum += predicted.Success[i, best] - outcomes.Success[i, best];
        }

        return sum / predicted.QueryCount;
    }

    /// <summary>Success a = 0.6 + difficulty + slope x advantage; predicted with slope 1 and noise that differs by endpoint.</summary>
    private static (TrainingSet Outcomes, Prediction Predicted) World(int n, double slope, double noise, int seed = 1, HeldOutErrors? errors = null)
    {
        var random = new Random(seed);
        double Uniform(double width) => (2 * random.NextDouble() - 1) * width;
        var records = new List<QAServeRecord>();
        var success = new double[n * M];
        for (var i = 0; i < n; i++)
        {
            var difficulty = Uniform(0.1);
            double[] g = [Uniform(0.1), Uniform(0.1), Uniform(0.1), Uniform(0.1)];
            var mean = g.Average();
            var outputs = new List<QAServeOutput>();
            for (var j = 0; j < M; j++)
            {
                success[(i * M) + j] = 0.6 + difficulty + g[j] - mean + Uniform(noise);
                var real = 0.6 + difficulty + (slope * (g[j] - mean));
                outputs.Add(new QAServeOutput { Endpoint = _names[j], Correct = random.NextDouble() < real ? 1 : 0 });
            }

            records.Add(new QAServeRecord { Id = $"{i}", Query = $"query {i}", Outputs = outputs });
        }

        return (TrainingSet.Create(new ModelPool(_names.Select(name => new Endpoint(name))), records), Prediction(_names, success, errors));
    }

    private static Prediction Prediction(string[] names, double[] success, HeldOutErrors? errors) => new(
        names,
        new QueryEndpointMatrix(success, names.Length),
        new QueryEndpointMatrix([.. success.Select(_ => 0.1)], names.Length))
    {
        HeldOutErrors = errors,
    };
}
