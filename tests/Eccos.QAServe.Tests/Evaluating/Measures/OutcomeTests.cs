using Eccos.Observations;

namespace Eccos.QAServe.Tests;

public sealed class OutcomeTests
{
    private static readonly ModelPool _pool = new([new Endpoint("a"), new Endpoint("b") { Prices = new TokenPrices(1, 2) }]);

    [Test]
    public void Create_MissingOutcomesAndCosts_AreNaNOrFollowFromPrices()
    {
        var table = OutcomeTable.Create(_pool,
        [
            Records.Record("q0", "", ("a", 1, 0.5), ("unknown", 1, 1)),
            new QAServeRecord { Id = "q1", Query = "", Outputs = [new QAServeOutput { Endpoint = "b", Correct = 0.25, InputTokens = 1_000_000, OutputTokens = 500_000, LatencyMs = 1500 }] },
            new QAServeRecord { Id = "q3", Query = "", InputTokens = 3_000_000, Outputs = [new QAServeOutput { Endpoint = "b", Correct = 0, OutputTokens = 500_000 }] },
        ]);

        Assert.That(table.Success.Values.ToArray(), Is.EqualTo(new[] { 1, double.NaN, double.NaN, 0.25, double.NaN, 0 }));
        Assert.That(table.CostUsd.Values.ToArray(), Is.EqualTo(new[] { 0.5, double.NaN, double.NaN, 2, double.NaN, 4 }));
        Assert.That(table.IndexOf("q1"), Is.EqualTo(1));
        Assert.That(() => table.IndexOf("q2"), Throws.InstanceOf<EccosException>().With.Message.Contains("q2"));
    }

    [Test]
    public void RunOutcome_UnknownAndUnassigned_CountInNoMean()
    {
        var table = OutcomeTable.Create(_pool, [Records.Record("q0", "", ("a", 1, 0.5)), Records.Record("q1", "", ("a", 0, 0.1)), Records.Record("q2", "", ("a", 1, 1)), Records.Record("q3", "", ("b", 1, null))]);
        var outcome = RunOutcome.Of(Run(0, 0, -1, 1), table);
        Assert.That((outcome.Success, outcome.CostUsd, outcome.Unknown), Is.EqualTo((0.5, 0.3, 2)));
    }

    [Test]
    public void Comparison_OfPolicies_IsTheRatioOfTheirMeans()
    {
        var table = OutcomeTable.Create(Records.Pool("e0", "e1"), Records.Random(200, 2, seed: 1));
        var (first, second) = (Yield(table, 0), Yield(table, 1));
        double[] SuccessOf(int j) => [.. Enumerable.Range(0, 200).Select(i => table.Success[i, j])];

        var comparison = PolicyComparison.Of(first, second, samples: 500);

        Assert.That(comparison.Success, Is.EqualTo((SuccessOf(0).Average() / SuccessOf(1).Average()) - 1).Within(1e-12));
        Assert.That(comparison.SuccessInterval.Lower, Is.LessThan(comparison.Success));
        Assert.That(comparison.SuccessInterval.Upper, Is.GreaterThan(comparison.Success));
        var same = PolicyComparison.Of(first, first, samples: 20);
        Assert.That((same.Success, same.SuccessInterval, same.CostInterval), Is.EqualTo((0.0, new ConfidenceInterval(0, 0), new ConfidenceInterval(0, 0))), "resampled together");
    }

    [Test]
    public void Floor_OverWindows_TellsHowOftenAndByHowMuchItWasMissed()
    {
        var table = OutcomeTable.Create(Records.Pool("a"), [.. new double[] { 1, 1, 0, 1, 0, 0, 1 }.Select((score, i) => Records.Record($"q{i}", "", ("a", score, 1)))]);
        var run = Run(0, 0, 0, 0, 0, 0, 0) with { Options = new ReplayOptions { Window = 2 } };

        var floor = FloorRecord.Of(0.75, [RunOutcome.Of(run, table)]);

        // Windows of scores 1, 0.5, 0 and 1.
        Assert.That((floor.Windows, floor.WindowsKept), Is.EqualTo((4, 2)));
        Assert.That(floor.MeanMissedBy, Is.EqualTo((0.25 + 0.75) / 2));
        Assert.That(floor.Realised, Is.EqualTo(4 / 7.0).Within(1e-12));
    }

    [Test]
    public void Floor_EqualScoresAndUnknownOnes_IsKeptByThoseAndNotAskedOfThese()
    {
        // In floating point (0.7 + 0.7 + 0.7) / 3 is less than 0.7; of the second window nothing is known.
        var table = OutcomeTable.Create(Records.Pool("a"), [.. Enumerable.Range(0, 6).Select(i => Records.Record($"q{i}", "", ("a", 0.7, i < 3 ? 1 : null)))]);
        var floor = FloorRecord.Of(0.7, [RunOutcome.Of(Run(0, 0, 0, 0, 0, 0) with { Options = new ReplayOptions { Window = 3 } }, table)]);
        Assert.That((floor.Windows, floor.WindowsKept, floor.MeanMissedBy), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void ResponseTime_RecordedElseAssumed_IsTheMeanOfBoth()
    {
        var table = OutcomeTable.Create(_pool,
        [
            new QAServeRecord { Id = "q0", Query = "", Outputs = [new QAServeOutput { Endpoint = "b", Correct = 1, LatencyMs = 3000, OutputTokens = 7 }] },
            new QAServeRecord { Id = "q1", Query = "", Outputs = [new QAServeOutput { Endpoint = "a", Correct = 1, OutputTokens = 100 }] },
            new QAServeRecord { Id = "q2", Query = "", Outputs = [new QAServeOutput { Endpoint = "a", Correct = 1 }] },
        ]);
        var speed = new EndpointSpeed(0.5, 50);
        Assert.That(ResponseTime.MeanSeconds(Run(1, 0, 0), table, speed), Is.EqualTo((3 + 2.5) / 2));
        Assert.That(ResponseTime.MeanSeconds(Run(-1, -1, 0), table, speed), Is.Null);
    }

    private static PolicyYield Yield(OutcomeTable table, int endpoint) => new([RunOutcome.Of(Run([.. Enumerable.Repeat(endpoint, table.QueryCount)]), table)]);

    private static RoutingRun Run(params int[] endpointOf) => new()
    {
        Policy = "test",
        Options = new ReplayOptions(),
        Order = [.. Enumerable.Range(0, endpointOf.Length)],
        EndpointOf = endpointOf,
        PredictedSuccess = 0,
        PredictedCostUsd = 0,
        OverLimit = 0,
        DecisionTimes = [],
    };
}
