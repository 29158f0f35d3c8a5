namespace Eccos.Predictors.Tests;

public sealed class EndpointFactsTests
{
    [Test]
    public void Table_MissingFacts_AreFactsToo()
    {
        Endpoint[] known = [Of("a", "7"), Of("b", "70"), new("c"), Of("d", "not a number")];

        var table = EndpointFacts.Table(known, new Endpoint("new"));

        Assert.That(table.Select(row => row.Length), Has.All.EqualTo(4), "parameters and active parameters, and whether they are there");
        Assert.That(table[0][0], Is.EqualTo(-1).Within(1e-12));
        Assert.That(table[1][0], Is.EqualTo(1).Within(1e-12));
        Assert.That(table[4], Is.EqualTo(new[] { 0.0, -1, 0, -1 }).Within(1e-12));

        static Endpoint Of(string name, string parameters) => new(name) { Facts = new Dictionary<string, string> { ["parameters_b"] = parameters } };
    }

    [TestCase("llama-3.1-70b-instruct", 70)]
    [TestCase("Meta/Llama-3.1-8B-Instruct", 8)]
    [TestCase("qwen2.5-0.5b", 0.5)]
    [TestCase("qwen3-235b-a22b-2507", 235)]
    [TestCase("13B", 13)]
    public void Of_NameThatStatesTheSize_HasIt(string name, double billions)
    {
        var facts = EndpointFacts.Of(new Endpoint(name));

        Assert.That(facts.Parameters, Is.EqualTo(Math.Log(billions)).Within(1e-12));
        Assert.That(facts.ActiveParameters, Is.EqualTo(Math.Log(billions)).Within(1e-12));
    }

    [TestCase("mixtral-8x7b-chat")]
    [TestCase("gpt-4o-2024-08-06")]
    [TestCase("b2b-router")]
    [TestCase("v1.70build")]
    [TestCase("zero-0b")]
    [TestCase("1234567b")]
    public void Of_NameThatDoesNot_HasNone(string name)
    {
        var facts = EndpointFacts.Of(new Endpoint(name));

        Assert.That(facts.Parameters, Is.NaN);
        Assert.That(facts.IsEmpty, Is.True);
    }

    [Test]
    public void Of_StatedSize_GoesBeforeTheName()
    {
        var facts = EndpointFacts.Of(new Endpoint("llama-70b") { Facts = new Dictionary<string, string> { ["parameters_b"] = "68.9", ["active_parameters_b"] = "12", ["released"] = "2024-07" } });

        Assert.That(facts.Parameters, Is.EqualTo(Math.Log(68.9)).Within(1e-12));
        Assert.That(facts.ActiveParameters, Is.EqualTo(Math.Log(12)).Within(1e-12));
        Assert.That(facts.Month, Is.EqualTo((2024 * 12) + 7));
        Assert.That(facts.IsEmpty, Is.False);
    }

    [TestCase("0001-01")]
    [TestCase("0024-05")]
    [TestCase("1999-12")]
    [TestCase("2101-01")]
    [TestCase("9999-12-31")]
    public void Of_ReleasedWhenNoModelWas_StatesNoMonth(string released)
    {
        var facts = EndpointFacts.Of(new Endpoint("new") { Facts = new Dictionary<string, string> { ["released"] = released } });

        Assert.That(facts.Month, Is.NaN);
        Assert.That(facts.IsEmpty, Is.True);
    }

    [Test]
    public void Of_FactsInAnyCase_AreReadWhateverTheDictionary()
    {
        var expected = EndpointFacts.Of(new Endpoint("a") { Facts = new Dictionary<string, string> { ["parameters_b"] = "70", ["active_parameters_b"] = "12", ["released"] = "2024-07" } });

        foreach (var comparer in (StringComparer[])[StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase])
            Assert.That(EndpointFacts.Of(new Endpoint("a") { Facts = new Dictionary<string, string>(comparer) { ["Parameters_B"] = "70", ["ACTIVE_PARAMETERS_B"] = "12", ["Released"] = "2024-07" } }), Is.EqualTo(expected));
        Assert.That(EndpointFacts.Of(new Endpoint("a") { Facts = new Dictionary<string, string> { ["PARAMETERS_B"] = "1", ["parameters_b"] = "70" } }).Parameters, Is.EqualTo(Math.Log(70)), "the name as it is written here goes first");
    }
}
