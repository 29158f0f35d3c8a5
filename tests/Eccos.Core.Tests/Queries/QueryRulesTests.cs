namespace Eccos.Core.Tests.Queries;

public sealed class QueryRulesTests
{
    private static readonly ModelPool _pool = new([new Endpoint("m"), new Endpoint("n")]);

    [Test]
    public void Check_GoodQueries_Passes()
    {
        Query[] queries =
        [
            new("a", ""),
            new("A", "\ud800") { InputTokens = 0, MinimumSuccess = 0, RequiredTags = ["tools"], AllowedEndpoints = ["n"] },
            new("b", "q") { MinimumSuccess = 1, AllowedEndpoints = [] },
        ];

        Assert.That(() => QueryRules.Check(queries, _pool), Throws.Nothing);
        Assert.That(() => QueryRules.Check([], _pool), Throws.Nothing);
    }

    [Test]
    public void Check_DuplicateId_NamesItAndBothPlaces() =>
        Assert.That(Failure(new("a", "x"), new("b", "y"), new("a", "z")), Does.Contain("Query id 'a' stands twice in the batch, at 0 and 2"));

    [TestCase(double.NaN, "NaN")]
    [TestCase(-0.1, "-0.1")]
    [TestCase(1.1, "1.1")]
    public void Check_MinimumSuccessOutOfRange_NamesQueryAndValue(double minimum, string value) =>
        Assert.That(Failure(new Query("a", "x") { MinimumSuccess = minimum }), Does.Contain($"Query 'a': MinimumSuccess is {value}; it lies in [0, 1]"));

    [Test]
    public void Check_NegativeTokens_NamesQueryAndValue() =>
        Assert.That(Failure(new Query("a", "x") { InputTokens = -5 }), Does.Contain("Query 'a': InputTokens is -5"));

    [Test]
    public void Check_UnknownEndpoint_NamesItAndThePool() =>
        Assert.That(Failure(new Query("a", "x") { AllowedEndpoints = ["m", "M"] }), Does.Contain("names 'M', which the pool lacks; it holds m, n"));

    [Test]
    public void Check_SeveralProblems_ReportsAllAtOnce()
    {
        var message = Failure(null!, new Query("", "x"), new Query("a", null!), new Query("b", "x") { InputTokens = -1, RequiredTags = [""], AllowedEndpoints = ["o", null!] });

        Assert.That(message.Split(Environment.NewLine), Has.Length.EqualTo(7));
    }

    private static string Failure(params Query[] queries) =>
        Assert.Throws<ArgumentException>(() => QueryRules.Check(queries, _pool))!.Message;
}
