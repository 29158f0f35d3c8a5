namespace Eccos.Predictors.Tests;

public sealed class FactRegressionTests
{
    [Test]
    public void Predict_NoFacts_IsTheMeanWithTheVarianceOfANewDraw()
    {
        var (mean, variance) = FactRegression.Predict([[], [], [], [], []], [1, 2, 4, 5]);

        Assert.That(mean, Is.EqualTo(3).Within(1e-12));
        Assert.That(variance, Is.EqualTo(10 / 3.0 * (1 + (1 / 4.0))).Within(1e-9), "s^2 (1 + 1 / n)");
    }

    [Test]
    public void Predict_FactThatExplains_FollowsItAndIsSurer()
    {
        double[] x = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
        double[] y = [.. x.Select((value, k) => 2 + (3 * value) + (k % 2 == 0 ? 0.2 : -0.2))];

        var (mean, variance) = FactRegression.Predict([.. x.Select(value => new[] { value }), [1.2]], y);

        Assert.That(mean, Is.EqualTo(2 + (3 * 1.2)).Within(0.8));
        Assert.That(variance, Is.LessThan(0.3 * y.Select(value => Math.Pow(value - y.Average(), 2)).Average()));
    }

    [Test]
    public void Predict_FactThatExplainsNothing_IsHardlyBelieved()
    {
        double[] x = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
        double[] y = [1, -1, 1, -1, 1, -1, 1];

        var (mean, _) = FactRegression.Predict([.. x.Select(value => new[] { value }), [3]], y);

        Assert.That(mean, Is.EqualTo(y.Average()).Within(0.35));
    }

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
}
