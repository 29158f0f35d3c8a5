namespace Eccos.Core.Tests.Endpoints;

public sealed class ModelPoolTests
{
    [Test]
    public void Constructor_GoodEndpoints_KeepsTheirOrder()
    {
        var pool = new ModelPool([new Endpoint("b"), new Endpoint("a"), new Endpoint("A")]);

        Assert.That(pool.Names, Is.EqualTo(new[] { "b", "a", "A" }));
        Assert.That(pool.Select(endpoint => endpoint.Name), Is.EqualTo(pool.Names));
        Assert.That((pool.Count, pool[2].Name), Is.EqualTo((3, "A")));
        Assert.That((pool.TryGetIndex("A", out var index), index), Is.EqualTo((true, 2)));
        Assert.That((pool.TryGetIndex("B", out index), index), Is.EqualTo((false, -1)));
    }

    [Test]
    public void Constructor_SourceChangesLater_KeepsThePool()
    {
        var endpoints = new List<Endpoint> { new("a") };
        var pool = new ModelPool(endpoints);
        endpoints.Clear();

        Assert.That(pool, Has.Count.EqualTo(1));
    }

    [Test]
    public void Constructor_EmptyPool_Throws() => Assert.That(Failure(), Does.Contain("The pool is empty"));

    [Test]
    public void Constructor_DuplicateEndpoint_NamesItAndBothPlaces() => Assert.That(
        Failure(new Endpoint("a"), new Endpoint("b"), new Endpoint("a")),
        Does.Contain("Endpoint 'a' stands twice, at 0 and 2"));

    [TestCase(double.NaN, "NaN")]
    [TestCase(-0.5, "-0.5")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    public void Constructor_PriceOutOfRange_NamesEndpointPriceAndValue(double usd, string value)
    {
        Assert.That(Failure(new Endpoint("a") { Prices = new TokenPrices(usd, 1) }), Does.Contain($"Endpoint 'a': Prices.Input is {value}; "));
        Assert.That(Failure(new Endpoint("a") { Prices = new TokenPrices(1, usd) }), Does.Contain($"Endpoint 'a': Prices.Output is {value}; "));
        Assert.That(Failure(new Endpoint("a") { Prices = new TokenPrices(1, 1, usd) }), Does.Contain($"Endpoint 'a': Prices.CachedInput is {value}; "));
    }

    [TestCase(0)]
    [TestCase(-3)]
    public void Constructor_LimitBelowOne_NamesEndpointLimitAndValue(int limit)
    {
        var message = Failure(new Endpoint("a") { ConcurrencyLimit = limit, RequestsPerMinute = limit, TokensPerMinute = limit, ContextWindow = limit });

        foreach (var field in new[] { "ConcurrencyLimit", "RequestsPerMinute", "TokensPerMinute", "ContextWindow" })
            Assert.That(message, Does.Contain($"Endpoint 'a': {field} is {limit}; a limit is at least 1"));
    }

    [Test]
    public void Constructor_FactWithoutValue_NamesEndpointAndFact() => Assert.That(
        Failure(new Endpoint("a") { Facts = new Dictionary<string, string> { ["parameters_b"] = "70", ["released"] = null! } }),
        Does.Contain("Endpoint 'a': Facts[\"released\"] is null").And.Not.Contain("parameters_b"));

    [Test]
    public void Constructor_SeveralProblems_ReportsAllAtOnce()
    {
        var message = Failure(
            new Endpoint("a") { Prices = new TokenPrices(-1, double.NaN), ConcurrencyLimit = 0 },
            new Endpoint(" ") { RequestsPerMinute = -7 },
            null!,
            new Endpoint("a") { Tags = ["tools", ""], Facts = null! });

        Assert.That(
            message.Split(Environment.NewLine).Select(line => line[..line.IndexOfAny([';', '.'])]),
            Is.EqualTo(new[]
            {
                "Endpoint 'a': Prices",
                "Endpoint 'a': Prices",
                "Endpoint 'a': ConcurrencyLimit is 0",
                "Endpoint 1 has no name",
                "Endpoint 1: RequestsPerMinute is -7",
                "Endpoint 2 is null",
                "Endpoint 'a' stands twice, at 0 and 3",
                "Endpoint 'a': Tags is null or holds an empty tag",
                "Endpoint 'a': Facts is null",
            }));
    }

    private static string Failure(params Endpoint[] endpoints) =>
        Assert.Throws<ArgumentException>(() => _ = new ModelPool(endpoints))!.Message;
}
