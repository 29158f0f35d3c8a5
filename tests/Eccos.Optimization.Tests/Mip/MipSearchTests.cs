using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Mip;

[Parallelizable(ParallelScope.All)]
internal sealed class MipSearchTests
{
    [Test]
    public void Solve_KnownBound_StopsAtAnAssignmentThatIsWithinTheGapOfIt([Values] Objective objective)
    {
        const double Gap = 0.05;
        var formulation = Formulation.Of(RandomProblem.Realistic(40, 4, 5, objective));
        var regret = new RegretForm(formulation);
        var untold = Solve(0, double.NegativeInfinity);
        var optimum = ValueOf(untold);
        var scale = Math.Max(Math.Abs(optimum), GoalFunction.SmallestScale(formulation));
        var bound = optimum - (0.8 * Gap * scale);

        var found = Solve(Gap, bound);

        Assert.That(untold.StopReason, Is.EqualTo(StopReason.Proven));
        Assert.That(found.StopReason, Is.EqualTo(StopReason.GapReached));
        Assert.That(ValueOf(found), Is.InRange(optimum - (1e-9 * scale), bound + (1.05 * Gap * scale)));

        MipResult Solve(double gap, double knownBound)
        {
            using var clock = new SolveClock(TimeProvider.System, null, CancellationToken.None);
            return new MipSearch(formulation, new MipOptimizerOptions { RelativeGap = gap }, clock, knownBound).Solve();
        }

        double ValueOf(MipResult result) => GoalFunction.FromOwnUnit(formulation, regret.InOwnUnit(regret.Of([.. result.EndpointOf!])));
    }
}
