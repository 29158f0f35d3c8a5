namespace Eccos.Core.Tests.Scheduling.Streaming;

public sealed class EarlierRefusalsTests
{
    // What the query that was refused asked for: 100 tokens and 2 USD of the first endpoint.
    private const double Tokens = 100;
    private const double Usd = 2;

    [TestCase(CapacityKind.Concurrency, 0, 1, 0.1, ExpectedResult = true)]
    [TestCase(CapacityKind.Concurrency, 1, 100, 2, ExpectedResult = false)]
    [TestCase(CapacityKind.RequestsPerMinute, 0, 1, 0.1, ExpectedResult = true)]
    [TestCase(CapacityKind.EndpointOut, 0, 1, 0.1, ExpectedResult = true)]
    [TestCase(CapacityKind.UnknownEndpoint, 0, 1, 0.1, ExpectedResult = true)]
    [TestCase(CapacityKind.TokensPerMinute, 0, 100, 0.1, ExpectedResult = true)]
    [TestCase(CapacityKind.TokensPerMinute, 0, 99, 3, ExpectedResult = false)]
    [TestCase(CapacityKind.TokensPerMinute, 1, 100, 2, ExpectedResult = false)]
    [TestCase(CapacityKind.EndpointSpend, 0, 1, 2, ExpectedResult = true)]
    [TestCase(CapacityKind.EndpointSpend, 0, 200, 1.9, ExpectedResult = false)]
    [TestCase(CapacityKind.EndpointSpend, 1, 100, 2, ExpectedResult = false)]
    [TestCase(CapacityKind.SchedulerSpend, 1, 1, 2, ExpectedResult = true)]
    [TestCase(CapacityKind.SchedulerSpend, 1, 200, 1.9, ExpectedResult = false)]
    [TestCase(CapacityKind.BudgetKeySpend, 1, 1, 2, ExpectedResult = false)]
    [TestCase(CapacityKind.BudgetKeySpend, 1, 1, 2, "other", ExpectedResult = false)]
    [TestCase(CapacityKind.BudgetKeySpend, 1, 1, 2, "key", ExpectedResult = true)]
    [TestCase(CapacityKind.BudgetKeySpend, 1, 200, 1.9, "key", ExpectedResult = false)]
    [TestCase(CapacityKind.Unknown, 0, 100, 2, ExpectedResult = false)]
    public bool Of_AsksForNoLess_IsRefusedAlike(CapacityKind kind, int endpoint, double tokens, double usd, string? key = null)
    {
        var refusals = new EarlierRefusals();
        refusals.Add(Forecast(0, Tokens, Usd, "key"), 0, 0, Refused(kind));

        return refusals.Of(Forecast(endpoint, tokens, usd, key), 0, endpoint) is not null;
    }

    [Test]
    public void Of_SeveralWereRefused_HoldsToTheSmallestOfThem()
    {
        var refusals = new EarlierRefusals();
        refusals.Add(Forecast(0, 100, 2, null), 0, 0, Refused(CapacityKind.TokensPerMinute));
        refusals.Add(Forecast(0, 40, 2, null), 0, 0, Refused(CapacityKind.TokensPerMinute) with { Version = 8 });

        Assert.That(refusals.Of(Forecast(0, 50, 2, null), 0, 0)!.Value.Version, Is.EqualTo(8));
        Assert.That(refusals.Of(Forecast(0, 39, 2, null), 0, 0), Is.Null);
    }

    [Test]
    public void Rest_EndpointRefused_IsNotEligibleForThoseWhoAskForAsMuch()
    {
        var refusals = new EarlierRefusals();
        refusals.Add(Forecast(0, Tokens, Usd, null), 0, 0, Refused(CapacityKind.TokensPerMinute));
        var less = Forecast(0, 10, Usd, null);
        var asMuch = Forecast(0, Tokens, Usd, null);

        Assert.That(refusals.Rest(less).Eligible, Is.EqualTo(new[] { true, true }));
        Assert.That(refusals.Rest(asMuch).Eligible, Is.EqualTo(new[] { false, true }));
        Assert.That(asMuch.Eligible, Is.EqualTo(new[] { true, true }), "the forecast itself stays");
    }

    private static CapacityAnswer Refused(CapacityKind kind) => new(kind, kind == CapacityKind.BudgetKeySpend ? "key" : "a", null, 7);

    /// <summary>One query on two endpoints, which asks for these amounts of one of them and for a tenth more than was refused of the other.</summary>
    private static Forecast Forecast(int endpoint, double tokens, double usd, string? key)
    {
        var prediction = new Prediction(["a", "b"], Row(0.5, 0.5), Row(0.1, 0.1));
        double Of(int j, double own, double other) => j == endpoint ? own : other * 1.1;
        return new Forecast(
            [new Query("q", "text") { BudgetKey = key }],
            prediction,
            Row(Of(0, usd, Usd), Of(1, usd, Usd)),
            Row(Of(0, tokens, Tokens), Of(1, tokens, Tokens)),
            [true, true]);
    }

    private static QueryEndpointMatrix Row(double first, double second) => new([first, second], 2);
}
