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

    private static Prediction Prediction(double[] success, double[] error, double correlation) =>
        new(["e"], new QueryEndpointMatrix(success, 1), new QueryEndpointMatrix(error, 1)) { HeldOutErrors = new HeldOutErrors(["e"], [0.5], [1], correlation) };
}
