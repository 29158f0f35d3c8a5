using Eccos.Observations;

namespace Eccos.Core.Tests.Scheduling.Floor;

public sealed class RealisedErrorTests
{
    [Test]
    public void Over_IndependentErrors_IsTheStandardErrorOfOutcomes()
    {
        var error = RealisedError.Of(Prediction([0.8, 0.5], [0.3, 0.4], correlation: 0), [0, 0]);

        Assert.That(error.Over(2), Is.EqualTo(Math.Sqrt(((0.8 * 0.2) + (0.5 * 0.5)) / 4)).Within(1e-15));
    }

    [Test]
    public void Over_CorrelatedErrors_AddsTheirCovariance()
    {
        var error = RealisedError.Of(Prediction([0.8, 0.5, 0.9], [0.3, 0.4, 0.2], correlation: 0.25), [0, 0, Assignment.Unassigned]);

        // The third query is not placed.
        Assert.That(error.Over(2), Is.EqualTo(Math.Sqrt(((0.8 * 0.2) + (0.5 * 0.5) + (2 * 0.25 * 0.3 * 0.4)) / 4)).Within(1e-15));
        Assert.That(error.Over(1_000_000_000), Is.EqualTo(Math.Sqrt(0.25 * 0.3 * 0.4)).Within(1e-6), "what errors share does not average out");
    }

    [Test]
    public void Of_NothingPlaced_IsZero() => Assert.That(RealisedError.Of(Prediction([0.8], [0.3], 0.5), [Assignment.Unassigned]).Over(0), Is.Zero);

    [TestCase(150, 600)]
    [TestCase(400, 100)]
    public void Over_LevelLearnedFromAFewOutcomes_IsHowFarRealisedSuccessStraysFromPredicted(int training, int batch)
    {
        // Predictions know everything but the level, which they take from the mean outcome of n queries: every query of the batch shares its error.
        // Realised less predicted then has the variance v / N of N outcomes, and v / n of the level, v = mean of a (1 - a).
        const int Worlds = 1500;
        const double Z = 1.6448536269514722;
        var random = new Random(1);
        var (squares, predicted, below) = (0.0, 0.0, 0);
        for (var world = 0; world < Worlds; world++)
        {
            var past = Outcomes(random, training);
            var level = past.Average(query => query.Outcome - query.Success);
            var errors = HeldOutErrors.Measure(Records(past), Predictions(past, level))!;
            var next = Outcomes(random, batch);
            var error = RealisedError.Of(Predictions(next, level, errors), new int[batch]).Over(batch);
            var shortfall = next.Average(query => query.Success + level - query.Outcome);
            squares += shortfall * shortfall / Worlds;
            predicted += error * error / Worlds;
            below += shortfall > Z * error ? 1 : 0;
        }

        const double V = 0.21 - (0.15 * 0.15 / 3);
        var expected = (V / training) + (V / batch);
        Assert.That(predicted, Is.EqualTo(expected).Within(3).Percent);
        Assert.That(squares, Is.EqualTo(expected).Within(4 * Math.Sqrt(2.0 / Worlds) * expected), "4 standard errors of a variance");
        Assert.That((double)below / Worlds, Is.EqualTo(0.05).Within(4 * Math.Sqrt(0.05 * 0.95 / Worlds)));
    }

    private static (double Success, double Outcome)[] Outcomes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Outcome(random))];

    /// <summary>A true success between 0.55 and 0.85, and what comes of it.</summary>
    private static (double Success, double Outcome) Outcome(Random random)
    {
        var success = 0.7 + (0.15 * ((2 * random.NextDouble()) - 1));
        return (success, random.NextDouble() < success ? 1.0 : 0.0);
    }

    private static TrainingSet Records((double Success, double Outcome)[] queries) => TrainingSet.Create(
        new ModelPool([new Endpoint("e"), new Endpoint("f")]),
        [
            .. queries.Select((query, i) => new QAServeRecord
            {
                Id = $"{i}",
                Query = $"query {i}",
                Outputs = [new QAServeOutput { Endpoint = "e", Correct = query.Outcome }, new QAServeOutput { Endpoint = "f", Correct = query.Outcome }],
            }),
        ]);

    private static Prediction Predictions((double Success, double Outcome)[] queries, double level, HeldOutErrors? errors = null) => new(
        ["e", "f"],
        new QueryEndpointMatrix([.. queries.SelectMany(query => new[] { query.Success + level, query.Success + level })], 2),
        new QueryEndpointMatrix([.. queries.SelectMany(_ => new[] { 0.2, 0.2 })], 2))
    {
        HeldOutErrors = errors,
    };

    private static Prediction Prediction(double[] success, double[] error, double correlation) =>
        new(["e"], new QueryEndpointMatrix(success, 1), new QueryEndpointMatrix(error, 1)) { HeldOutErrors = new HeldOutErrors(["e"], [0.5], [1], correlation) };
}
