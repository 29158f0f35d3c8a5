using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests;

internal sealed class SelectionRuleTests
{
    [TestCase(1000, 10, 1e-3, false)]
    [TestCase(16, 4, 0, false)]
    [TestCase(1000, 10, 0, false)]
    [TestCase(20_000, 10, 0, true)]
    public void IsExact_SizeAndGap_OnlyLargeProofsAreExact(int queries, int endpoints, double gap, bool expected) =>
        Assert.That(SelectionRule.IsExact(RandomProblem.Realistic(queries, endpoints, 1), gap), Is.EqualTo(expected));
}
