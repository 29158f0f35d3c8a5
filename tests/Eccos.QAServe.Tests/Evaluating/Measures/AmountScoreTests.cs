namespace Eccos.QAServe.Tests;

public sealed class AmountScoreTests
{
    [Test]
    public void Of_RecordedAmountsThatAreAllEqual_HasNoR2()
    {
        var score = AmountScore.Of(Enumerable.Range(1, 10).Select(k => ("a", (double?)k, (double?)0.1)))!;

        Assert.That((score.R2, score.R2WithinEndpoint), Is.EqualTo(((double?)null, (double?)null)));
    }

    [Test]
    public void Of_RecordedAmountsThatDifferBetweenEndpointsAlone_HasNoR2WithinThem()
    {
        var score = AmountScore.Of(Enumerable.Range(1, 20).Select(k => ($"{k % 2}", (double?)k, (double?)(0.1 + (k % 2)))))!;

        Assert.That(score.R2, Is.Negative.And.GreaterThan(-10));
        Assert.That(score.R2WithinEndpoint, Is.Null);
    }
}
