using Microsoft.Extensions.Options;

namespace Eccos.Optimization.Tests.Mip;

internal sealed class MipOptimizerOptionsTests
{
    [Test]
    public void Constructor_SeveralBreaches_ListsAllWithTheirValues()
    {
        var options = new MipOptimizerOptions
        {
            Solver = (MipSolver)9,
            TimeLimit = TimeSpan.FromSeconds(-2),
            RelativeGap = 1.5,
            Seed = -3,
            Threads = 0,
        };

        var error = Assert.Throws<OptionsValidationException>(() => _ = new MipOptimizer(options));

        Assert.That(error.Message, Does.Contain("Solver is 9; it is one of Scip, CpSat."));
        Assert.That(error.Message, Does.Contain("TimeLimit is -00:00:02; it is more than zero"));
        Assert.That(error.Message, Does.Contain("RelativeGap is 1.5; it is at least 0 and less than 1."));
        Assert.That(error.Message, Does.Contain("Seed is -3; it is at least 0."));
        Assert.That(error.Message, Does.Contain("Threads is 0; it is 1 to 256."));
    }

    [TestCase(double.NaN)]
    [TestCase(-0.01)]
    [TestCase(1)]
    public void Constructor_GapOutOfRange_Throws(double gap) =>
        Assert.That(() => new MipOptimizer(new MipOptimizerOptions { RelativeGap = gap }), Throws.TypeOf<OptionsValidationException>());

    [Test]
    public void Constructor_ScipWithThreads_Throws() =>
        Assert.That(
            () => new MipOptimizer(new MipOptimizerOptions { Solver = MipSolver.Scip, Threads = 2 }),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Threads is 2; Scip works on 1 thread only."));

    [Test]
    public void Constructor_OptionsChangedAfterwards_HaveNoEffect()
    {
        var options = new MipOptimizerOptions();
        var optimizer = new MipOptimizer(options);
        options.Threads = -1;

        var problem = new AssignmentProblem(new QueryEndpointMatrix([2, 1], 2), new QueryEndpointMatrix([1, 0.5], 2)) { QualityFloor = 0.6 };

        Assert.That(optimizer.Solve(problem).EndpointOf, Is.EqualTo(new[] { 0 }));
    }
}
