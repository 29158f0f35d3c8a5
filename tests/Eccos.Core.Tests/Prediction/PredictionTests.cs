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

    private static QueryEndpointMatrix With(double value) => new([0, 0, 0, value], 2);
}
