using Eccos.Observations;

namespace Eccos.QAServe.Tests;

public sealed class RoutingGainTests
{
    private const int Queries = 60;
    private const int Samples = 20;

    [Test]
    public void StandardErrorAbove_TwoPredictors_IsThatOfGainsMeasuredAnewOverTheSameDraws([Range(1, 3)] int seed)
    {
        var records = Records(seed);
        var all = Enumerable.Range(0, Queries).ToArray();

        var error = Gain(records, all, blind: false).StandardErrorAbove(Gain(records, all, blind: true), Samples, seed);

        var expected = Bootstrap.Sample(Queries, drawn => Gain(records, drawn, blind: false).Measure().Gain - Gain(records, drawn, blind: true).Measure().Gain, Samples, seed);
        Assert.That(error, Is.EqualTo(expected.StandardError).Within(1e-9).And.GreaterThan(0.01));
    }

    [Test]
    public void StandardErrorAbove_Itself_IsZero()
    {
        var gain = Gain(Records(1), [.. Enumerable.Range(0, Queries)], blind: false);

        Assert.That(gain.StandardErrorAbove(gain, Samples, seed: 1), Is.Zero);
        Assert.That(gain.StandardError(Samples, seed: 1), Is.GreaterThan(0.01));
    }

    [Test]
    public void StandardErrorAbove_GainOfOtherOutcomes_IsRefused()
    {
        int[] all = [.. Enumerable.Range(0, Queries)];

        Assert.That(
            () => Gain(Records(1), all, blind: false).StandardErrorAbove(Gain(Records(2), all, blind: false), Samples, seed: 1),
            Throws.ArgumentException.With.Message.Contains("other outcomes"));
    }

    /// <param name="records">The records.</param>
    /// <param name="drawn">Which of them count, some several times.</param>
    /// <param name="blind">Whether the predictions say the same of every query.</param>
    private static RoutingGain Gain(QAServeRecord[] records, ReadOnlySpan<int> drawn, bool blind)
    {
        QAServeRecord[] taken = [.. drawn.ToArray().Select((place, k) => records[place] with { Id = $"{k}-{records[place].Id}" })];
        return new RoutingGain(RoutingTable.Create(taken, taken.SelectMany(record => record.Outputs.Select(output => new OutcomeForecast
        {
            QueryId = record.Id,
            Model = output.Endpoint,
            Success = blind ? output.OutputTokens!.Value / 1000.0 : (0.3 * output.Correct) + (output.OutputTokens!.Value / 1500.0),
            CostUsd = output.CostUsd,
        }))));
    }

    /// <summary>Dearer endpoints are right more often; their output tokens are a thousand times how often.</summary>
    private static QAServeRecord[] Records(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, Queries).Select(i => new QAServeRecord
            {
                Id = $"q{i}",
                Query = $"q{i}",
                Outputs =
                [
                    .. new[] { (Name: "small", Success: 400, Cost: 0.001), (Name: "middle", Success: 600, Cost: 0.004), (Name: "large", Success: 800, Cost: 0.02) }
                        .Select(endpoint => new QAServeOutput
                        {
                            Endpoint = endpoint.Name,
                            Correct = random.Next(1000) < endpoint.Success ? 1 : 0,
                            CostUsd = endpoint.Cost * (0.5 + random.NextDouble()),
                            OutputTokens = endpoint.Success,
                        }),
                ],
            }),
        ];
    }
}
