using Eccos.Observations;
using QuickStart.Judging;

namespace Eccos.QuickStart.Tests.Judging;

public sealed class OutcomeTests
{
    private static readonly ModelPool _pool = new([new Endpoint("a") { ConcurrencyLimit = 1 }, new Endpoint("b")]);
    private static readonly QAServeRecord[] _records = [Record("1", 1, 0), Record("2", 0, 1), Record("3", 0.5, 1)];

    [Test]
    public void Outcome_OfAMixedPolicy_ReadsTheLabelsOfTheChosenEndpoints()
    {
        var outcome = new Outcome(new Policy("mixed", [0, 1, 0]), _pool, _records, batchSize: 2);

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Success, Is.EqualTo(2.5 / 3).Within(1e-12));
            Assert.That(outcome.SuccessError, Is.EqualTo(Math.Sqrt(1.0 / 12 / 3)).Within(1e-12));
            Assert.That(outcome.CostUsd, Is.EqualTo(1 + 10 + 1).Within(1e-12));
            Assert.That(outcome.CostPerThousandUsd, Is.EqualTo(4000).Within(1e-9));
            Assert.That(outcome.Served, Is.EqualTo(new[] { 2, 1 }));
            Assert.That(outcome.SuccessOf, Is.EqualTo(new[] { 0.75, 1 }));
            Assert.That(outcome.KeepsLimits, "one request to 'a' in each batch of two");
        });
    }

    [Test]
    public void Outcome_TwoRequestsInOneBatch_BreaksTheLimitOfOne() =>
        Assert.That(new Outcome(new Policy("all a", [0, 0, 0]), _pool, _records, batchSize: 2).KeepsLimits, Is.False);

    [Test]
    public void Outcome_QueryNotPlaced_CountsAsWrongAndCostsNothing()
    {
        var outcome = new Outcome(new Policy("half", [0, -1, -1]), _pool, _records, batchSize: 2);

        Assert.That((outcome.Success, outcome.CostUsd), Is.EqualTo((1.0 / 3, 1.0)));
    }

    [Test]
    public void Against_AnotherPolicy_ComparesQueryByQuery()
    {
        var allA = new Outcome(new Policy("a", [0, 0, 0]), _pool, _records, batchSize: 3);
        var allB = new Outcome(new Policy("b", [1, 1, 1]), _pool, _records, batchSize: 3);

        var (difference, error) = allA.Against(allB);

        // Differences 1, -1, -1/2: mean -1/6, sample variance 13/12.
        Assert.That(difference, Is.EqualTo(-1.0 / 6).Within(1e-12));
        Assert.That(error, Is.EqualTo(Math.Sqrt(13.0 / 12 / 3)).Within(1e-12));
    }

    private static QAServeRecord Record(string id, double a, double b) => new()
    {
        Id = id,
        Query = id,
        Outputs = [new QAServeOutput { Endpoint = "a", Correct = a, CostUsd = 1 }, new QAServeOutput { Endpoint = "b", Correct = b, CostUsd = 10 }],
    };
}
