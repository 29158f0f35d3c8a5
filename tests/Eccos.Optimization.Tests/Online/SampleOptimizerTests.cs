using CsCheck;
using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Online;

public sealed class SampleOptimizerTests
{
    [Test]
    public void Solve_AnyProblem_IsWhatTheDualGuidedOptimizerFindsWithoutItsReasons() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var problem = RandomProblem.Small(seed);
            var (sample, full) = (new SampleOptimizer().Solve(problem), new DualGuidedOptimizer().Solve(problem));

            return full.Infeasibility is not null
                ? sample is { Status: AssignmentStatus.Infeasible, IsFound: false, Infeasibility: null }
                : sample.Status == full.Status && sample.EndpointOf.SequenceEqual(full.EndpointOf) && sample.ShadowPrices.SequenceEqual(full.ShadowPrices);
        },
        iter: 300);

    [Test]
    public void Solve_FloorOutOfReach_IsInfeasible()
    {
        var (cost, quality) = Traffic.Realistic(60, 5, seed: 1);
        Assert.That(new SampleOptimizer().Solve(Traffic.Problem(cost, quality, floor: 1)).Status, Is.EqualTo(AssignmentStatus.Infeasible));
    }
}
