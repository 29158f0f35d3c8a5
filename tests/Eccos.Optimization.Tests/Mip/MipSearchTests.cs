using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Mip;

[Parallelizable(ParallelScope.All)]
internal sealed class MipSearchTests
{
    [Test]
    public void Solve_KnownBound_StopsAtTheFirstAssignmentThatReachesIt([Values] Objective objective)
    {
        var formulation = Formulation.Of(RandomProblem.Realistic(40, 4, 5, objective));
        var regret = new RegretForm(formulation);
        var untold = Solve(double.NegativeInfinity);
        var optimum = ValueOf(untold);

        // Higher than any bound can be, so that nothing but it can end the search before the proof.
        var bound = optimum + (0.1 * Math.Max(Math.Abs(optimum), GoalFunction.SmallestScale(formulation)));
        var told = Solve(bound);

        Assert.That(untold.StopReason, Is.EqualTo(StopReason.Proven));
        Assert.That(told.StopReason, Is.EqualTo(StopReason.GapReached));
        Assert.That(ValueOf(told), Is.LessThanOrEqualTo(bound));

        MipResult Solve(double knownBound)
        {
            using var clock = new SolveClock(TimeProvider.System, null, CancellationToken.None);
            return new MipSearch(formulation, new MipOptimizerOptions { RelativeGap = 0 }, clock, knownBound).Solve();
        }

        double ValueOf(MipResult result) => GoalFunction.FromOwnUnit(formulation, regret.InOwnUnit(regret.Of([.. result.EndpointOf!])));
    }

    [Test]
    public void WithinGap_NoKnownBound_IsBelowEveryAssignment([Values] Objective objective, [Values(0, 0.1)] double gap) =>
        Assert.That(new RegretForm(Formulation.Of(RandomProblem.Realistic(10, 3, 1, objective))).WithinGap(double.NegativeInfinity, gap), Is.EqualTo(double.NegativeInfinity));

    [Test]
    public void Solve_OneAssignmentBeyondTheToleranceAndOneAtTheLimit_FindsTheOneAtTheLimit(
        [Values] MipSolver solver, [Values(1.01e-9, 1.1e-9, 1.24e-9, 1.3e-9, 2e-9)] double excess)
    {
        // Of those that reach the floor one costs just the budget, and one so little more that a solver takes it for the same.
        var problem = new AssignmentProblem(new QueryEndpointMatrix([0, 0.3, 0.5, 0, 0.7 + excess, 0.5], 3), new QueryEndpointMatrix([0, 0.2, 0.5, 0, 0.9, 0.5], 3))
        {
            Objective = Objective.BestQuality,
            Budget = 1,
            QualityFloor = 0.5,
        };

        using var clock = new SolveClock(TimeProvider.System, null, CancellationToken.None);
        var result = new MipSearch(Formulation.Of(problem), new MipOptimizerOptions { Solver = solver }, clock).Solve();

        Assert.That(result.EndpointOf, Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void Solve_KnownAssignment_IsKeptWhereNothingIsBetterAndNotWhereItBreaksALimit()
    {
        var formulation = Formulation.Of(RandomProblem.Realistic(40, 4, 6));
        var optimal = Solve(null);

        Assert.That(Solve([.. optimal.EndpointOf!]).EndpointOf, Is.EqualTo(optimal.EndpointOf));
        Assert.That(new RegretForm(formulation).Of([.. Solve(new int[40]).EndpointOf!]), Is.EqualTo(new RegretForm(formulation).Of([.. optimal.EndpointOf!])).Within(1e-6).Percent);

        MipResult Solve(int[]? known)
        {
            using var clock = new SolveClock(TimeProvider.System, null, CancellationToken.None);
            return new MipSearch(formulation, new MipOptimizerOptions { RelativeGap = 0 }, clock, known: known).Solve();
        }
    }
}
