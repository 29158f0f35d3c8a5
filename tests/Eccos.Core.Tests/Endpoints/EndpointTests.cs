namespace Eccos.Core.Tests.Endpoints;

public sealed class EndpointTests
{
    [TestCase("tools", true)]
    [TestCase("TOOLS", true)]
    [TestCase("tool", false)]
    public void HasTag_AnyCase_IsFoundByTheWholeTag(string tag, bool expected) =>
        Assert.That(new Endpoint("a") { Tags = ["vision", "Tools"] }.HasTag(tag), Is.EqualTo(expected));

    [Test]
    public void CostUsd_PricesPerMillion_AddUp()
    {
        // 1,000 x 2.50 + 200 x 10 + 4,000 x 1.25 per million.
        Assert.That(new TokenPrices(2.5, 10, 1.25).CostUsd(1_000, 200, 4_000), Is.EqualTo(0.0095).Within(1e-15));
    }

    [Test]
    public void CostUsd_NoCachedPrice_ChargesCachedInputAsInput() =>
        Assert.That(new TokenPrices(2.5, 10).CostUsd(0, 0, 4_000), Is.EqualTo(0.01).Within(1e-15));
}
