namespace Eccos.Core.Tests.Predictions;

public sealed class PredictionTests
{
    private static readonly string[] _names = ["m", "n"];
    private static readonly QueryEndpointMatrix _good = new([0, 1, 0.25, 0.5], 2);

    [TestCase(double.NaN, "NaN")]
    [TestCase(-0.01, "-0.01")]
    [TestCase(1.01, "1.01")]
    public void Constructor_SuccessOutOfRange_NamesPlaceAndValue(double value, string text) => Assert.That(
        () => new Prediction(_names, With(value), _good),
        Throws.ArgumentException.With.Message.Contains($"success of query 1 on 'n' is {text}; it must be in [0, 1]"));

    [TestCase(double.NaN)]
    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    public void Constructor_StandardErrorOutOfRange_NamesPlace(double value) => Assert.That(
        () => new Prediction(_names, _good, With(value)),
        Throws.ArgumentException.With.Message.Contains("standardError of query 1 on 'n' is"));

    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    public void OptionalMatrix_OutOfRange_NamesPropertyAndPlace(double value)
    {
        Assert.That(() => new Prediction(_names, _good, _good) { OutputTokens = With(value) }, Throws.ArgumentException.With.Message.Contains("OutputTokens of query 1 on 'n' is"));
        Assert.That(() => new Prediction(_names, _good, _good) { MedianOutputTokens = With(value) }, Throws.ArgumentException.With.Message.Contains("MedianOutputTokens of query 1 on 'n' is"));
        Assert.That(() => new Prediction(_names, _good, _good) { InputTokens = With(value) }, Throws.ArgumentException.With.Message.Contains("InputTokens of query 1 on 'n' is"));
        Assert.That(() => new Prediction(_names, _good, _good) { CostUsd = With(value) }, Throws.ArgumentException.With.Message.Contains("CostUsd of query 1 on 'n' is"));
    }

    [Test]
    public void OptionalMatrix_NaN_StandsForNone() =>
        Assert.That(new Prediction(_names, _good, _good) { OutputTokens = With(double.NaN) }.OutputTokens![1, 1], Is.NaN);

    [Test]
    public void Constructor_WrongShape_NamesBothShapes()
    {
        var wide = new QueryEndpointMatrix(new double[6], 3);
        var shortOne = new QueryEndpointMatrix(new double[2], 2);

        Assert.That(() => new Prediction(_names, wide, wide), Throws.ArgumentException.With.Message.Contains("success is 2 x 3; it must be 2 queries x 2 endpoints"));
        Assert.That(() => new Prediction(_names, _good, shortOne), Throws.ArgumentException.With.Message.Contains("standardError is 1 x 2"));
        Assert.That(() => new Prediction(_names, _good, _good) { CostUsd = shortOne }, Throws.ArgumentException.With.Message.Contains("CostUsd is 1 x 2"));
    }

    [Test]
    public void Constructor_DuplicateOrMissingName_Throws()
    {
        Assert.That(() => new Prediction(["m", "m"], _good, _good), Throws.ArgumentException.With.Message.Contains("'m' stands twice"));
        Assert.That(() => new Prediction(["m", ""], _good, _good), Throws.ArgumentException.With.Message.Contains("no name"));
    }

    [Test]
    public void For_PoolInAnotherOrder_SelectsEveryColumn()
    {
        string[] names = ["c", "a", "b"];
        var prediction = new Prediction(names, new([0.3, 0.1, 0.2, 0.6, 0.4, 0.5], 3), new([3, 1, 2, 6, 4, 5], 3))
        {
            OutputTokens = new([30, 10, 20, 60, 40, 50], 3),
            MedianOutputTokens = new([29, 9, 19, 59, 39, 49], 3),
            InputTokens = new([33, 11, 22, 66, 44, 55], 3),
            CostUsd = new([7, double.NaN, 9, 7, double.NaN, 9], 3),
        };

        var selected = prediction.For(new ModelPool([new Endpoint("b"), new Endpoint("c")]));

        Assert.That(selected.Endpoints, Is.EqualTo(new[] { "b", "c" }));
        Assert.That(selected.Success.Values.ToArray(), Is.EqualTo(new[] { 0.2, 0.3, 0.5, 0.6 }));
        Assert.That(selected.StandardError.Values.ToArray(), Is.EqualTo(new double[] { 2, 3, 5, 6 }));
        Assert.That(selected.OutputTokens!.Values.ToArray(), Is.EqualTo(new double[] { 20, 30, 50, 60 }));
        Assert.That(selected.MedianOutputTokens!.Values.ToArray(), Is.EqualTo(new double[] { 19, 29, 49, 59 }));
        Assert.That(selected.InputTokens!.Values.ToArray(), Is.EqualTo(new double[] { 22, 33, 55, 66 }));
        Assert.That(selected.CostUsd!.Values.ToArray(), Is.EqualTo(new double[] { 9, 7, 9, 7 }));
    }

    [Test]
    public void For_EstimatedEndpoints_StayMarkedWhereThePoolHoldsThem()
    {
        var values = new QueryEndpointMatrix([0.1, 0.2, 0.3], 3);
        var prediction = new Prediction(["c", "a", "b"], values, values) { EstimatedEndpoints = ["a", "c"] };

        Assert.That(prediction.For(new ModelPool([new Endpoint("b"), new Endpoint("c")])).EstimatedEndpoints, Is.EqualTo(new[] { "c" }));
        Assert.That(prediction.For(new ModelPool([new Endpoint("a"), new Endpoint("b"), new Endpoint("c")])).EstimatedEndpoints, Is.EquivalentTo(new[] { "a", "c" }));
        Assert.That(prediction.For(new ModelPool([new Endpoint("b")])).EstimatedEndpoints, Is.Empty);
    }

    [Test]
    public void For_SamePool_IsThePredictionItself()
    {
        var prediction = new Prediction(_names, _good, _good);

        Assert.That(prediction.For(new ModelPool([new Endpoint("m"), new Endpoint("n")])), Is.SameAs(prediction));
    }

    [Test]
    public void For_EndpointThePredictorDoesNotKnow_NamesIt() => Assert.That(
        () => new Prediction(_names, _good, _good).For(new ModelPool([new Endpoint("n"), new Endpoint("o")])),
        Throws.InstanceOf<EccosException>().With.Message.Contains("knows nothing of 'o'; it was trained on m, n"));

    private static QueryEndpointMatrix With(double value) => new([0, 0, 0, value], 2);
}
