namespace Eccos.Predictors.Tests;

public sealed class FactRegressionTests
{
    [Test]
    public void Predict_NoFacts_IsTheMeanWithTheVarianceOfANewDraw()
    {
        var (mean, variance) = FactRegression.Predict(EndpointComparison.None(5), [1, 2, 4, 5]);

        Assert.That(mean, Is.EqualTo(3).Within(1e-12));
        Assert.That(variance, Is.EqualTo(10 / 3.0 * (1 + (1 / 4.0))).Within(1e-9), "s^2 (1 + 1 / n)");
    }

    [Test]
    public void Predict_FactThatExplains_FollowsItAndIsSurer()
    {
        double[] x = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
        double[] y = [.. x.Select((value, k) => 2 + (3 * value) + (k % 2 == 0 ? 0.2 : -0.2))];

        var (mean, variance) = FactRegression.Predict(Of([.. x, 1.2]), y);

        Assert.That(mean, Is.EqualTo(2 + (3 * 1.2)).Within(0.8));
        Assert.That(variance, Is.LessThan(0.3 * y.Select(value => Math.Pow(value - y.Average(), 2)).Average()));
    }

    [Test]
    public void Predict_FactThatExplainsNothing_IsHardlyBelieved()
    {
        double[] x = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
        double[] y = [1, -1, 1, -1, 1, -1, 1];

        var (mean, _) = FactRegression.Predict(Of([.. x, 3]), y);

        Assert.That(mean, Is.EqualTo(y.Average()).Within(0.35));
    }

    [Test]
    public void Predict_NamesOfAFamily_DrawItToItsFamily()
    {
        string[] names = ["apple-small", "apple-large", "apple-next", "berry-a", "berry-b", "berry-d", "cedar-one", "cedar-two", "delta"];
        double[] y = [2, 2.1, 1.9, -1, -1.1, -0.9, 0.4, 0.5, 0.3];

        var (relative, variance) = FactRegression.Predict(Named("berry-c"), y);
        var (stranger, wider) = FactRegression.Predict(Named("elder"), y);

        Assert.That(relative, Is.LessThan(-0.6));
        Assert.That(stranger, Is.EqualTo(y.Average()).Within(0.3));
        Assert.That(variance, Is.LessThan(0.7 * wider));

        EndpointComparison Named(string name) =>
            EndpointComparison.None(names.Length + 1) with { Names = EndpointNames.Similarity([.. names.Append(name).Select(own => new Endpoint(own))]) };
    }

    [Test]
    public void Predict_NamesThatTellNothing_AreHardlyBelieved()
    {
        string[] names = ["apple-a", "apple-b", "berry-a", "berry-b", "cedar-a", "cedar-b", "apple-c"];
        double[] y = [1, -1, 1, -1, 1, -1];

        var (mean, _) = FactRegression.Predict(
            EndpointComparison.None(7) with { Names = EndpointNames.Similarity([.. names.Select(own => new Endpoint(own))]) }, y);

        Assert.That(mean, Is.Zero.Within(0.05));
    }

    private static EndpointComparison Of(double[] fact) =>
        EndpointComparison.None(fact.Length) with { Facts = Array.ConvertAll(fact, value => new[] { value }) };
}
