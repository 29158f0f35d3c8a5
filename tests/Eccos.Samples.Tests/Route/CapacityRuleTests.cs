using Eccos.Experiments.Scheduling;

namespace Eccos.Samples.Tests;

public sealed class CapacityRuleTests
{
    [TestCase("none", 64, 10, null)]
    [TestCase("balanced:1.25", 64, 10, 8)]
    [TestCase("balanced:1.25", 65, 10, 9)]
    [TestCase("balanced:1.25", 1, 20, 1)]
    [TestCase("balanced:1.1", 100, 10, 11)]
    [TestCase("balanced:3", 10, 2, 10)]
    public void Limit_OfABatch_IsTheFactorTimesTheEvenShareRoundedUp(string text, int batch, int endpoints, int? expected) =>
        Assert.That(CapacityRule.Parse(text).Limit(batch, endpoints), Is.EqualTo(expected));
}
