using Eccos.Optimization.Tests.Support;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization.Tests;

internal sealed class AutomaticOptimizerTests
{
    [TestCase(12, Objective.LeastCost)]
    [TestCase(12, Objective.BestQuality)]
    [TestCase(150, Objective.LeastCost)]
    public void Solve_AnySize_ProvesWhatTheExactProgramProves(int queries, Objective objective)
    {
        var problem = RandomProblem.Realistic(queries, 5, 3, objective);

        var chosen = new AutomaticOptimizer().Solve(problem);
        var exact = new MipOptimizer().Solve(problem);

        Assert.That(chosen.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(chosen.Objective, Is.EqualTo(exact.Objective).Within(1e-7).Percent);
    }

    [Test]
    public void Solve_LooseGap_TellsTheShadowPricesOfTheDual()
    {
        var assignment = new AutomaticOptimizer(new MipOptimizerOptions { RelativeGap = 1e-3 }).Solve(RandomProblem.Realistic(400, 6, 1));

        Assert.That(assignment.Gap, Is.LessThanOrEqualTo(1e-3));
        Assert.That(assignment.ShadowPrices, Has.Some.Matches<ShadowPrice>(price => price.Price > 0));
    }

    [Test]
    public void Constructor_OptionsOutOfRange_NamesTheValue() =>
        Assert.That(
            () => new AutomaticOptimizer(new MipOptimizerOptions { RelativeGap = 1.5 }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("1.5"));
}
