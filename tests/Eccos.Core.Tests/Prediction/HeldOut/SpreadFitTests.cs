using Eccos.Observations;

namespace Eccos.Core.Tests;

internal sealed class SpreadFitTests
{
    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.75)]
    [TestCase(0.9)]
    [TestCase(0.97)]
    public void Measure_SkewedAmounts_QuantilesCoverAsManyFurtherOnes(double quantile)
    {
        // Not lognormal: a third of the answers are refusals of a few tokens.
        var random = new Random(7);
        var (seen, expected) = Draw(random, 2000);
        var spread = HeldOutErrors.Measure(seen, expected)!.OutputTokens!;
        var (further, foretold) = Draw(random, 20_000);

        foreach (var (j, name) in (ReadOnlySpan<(int, string)>)[(0, "a"), (1, "b")])
        {
            var below = Enumerable.Range(0, 20_000).Count(i => further.OutputTokens[i, j] <= foretold.OutputTokens![i, j] * spread.Ratio(name, quantile));
            Assert.That(below / 20_000.0, Is.EqualTo(quantile).Within(0.025), name);
        }
    }

    [Test]
    public void Measure_EndpointSeldomCounted_TakesTheSpreadOfAllTogether()
    {
        var (set, expected) = Draw(new Random(1), 400, countedOfB: 20);
        var spread = HeldOutErrors.Measure(set, expected)!.OutputTokens!;
        var (own, all) = (spread.LogRatios[..9].ToArray(), spread.LogRatios[9..].ToArray());

        // Twenty outcomes among four hundred: close to those of the other endpoint, which vary half as much as its own.
        Assert.That(all[1..8], Is.EqualTo(own[1..8]).Within(0.25));
    }

    [Test]
    public void Measure_NoTokensForetold_KnowsNoSpread()
    {
        var (set, expected) = Draw(new Random(1), 200);
        var errors = HeldOutErrors.Measure(set, new Prediction(expected.Endpoints, expected.Success, expected.StandardError))!;
        Assert.That(errors.OutputTokens, Is.Null);
        Assert.That(errors.CostUsd, Is.Null);
    }

    private static (TrainingSet Set, Prediction Expected) Draw(Random random, int count, int countedOfB = int.MaxValue)
    {
        var tokens = new double[count * 2];
        var records = new List<QAServeRecord>();
        for (var i = 0; i < count; i++)
        {
            var outputs = new List<QAServeOutput>();
            for (var j = 0; j < 2; j++)
            {
                tokens[(i * 2) + j] = Math.Exp(4 + (3 * random.NextDouble()));
                var factor = random.Next(3) == 0 ? 0.05 + (0.05 * random.NextDouble()) : Math.Exp((j + 1) * 0.5 * Normal(random));
                outputs.Add(new QAServeOutput
                {
                    Endpoint = j == 0 ? "a" : "b",
                    Correct = random.Next(2),
                    OutputTokens = j == 0 || i < countedOfB ? (int)Math.Ceiling(tokens[(i * 2) + j] * factor) : null,
                });
            }

            records.Add(new QAServeRecord { Id = $"{i}", Query = $"{i}", Outputs = outputs });
        }

        var set = TrainingSet.Create(new ModelPool([new Endpoint("a"), new Endpoint("b")]), records);
        var half = Enumerable.Repeat(0.5, count * 2).ToArray();
        return (set, new Prediction(["a", "b"], new QueryEndpointMatrix(half, 2), new QueryEndpointMatrix(half, 2)) { OutputTokens = new QueryEndpointMatrix(tokens, 2) });
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
