namespace Eccos.Core.Tests.Predictions;

public sealed class PredictionSelectionTests
{
    private static readonly string[] _names = ["m", "n"];
    private static readonly QueryEndpointMatrix _good = new([0, 1, 0.25, 0.5], 2);

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

    [Test]
    public void Rows_OfSomeQueries_SayTheSameOfThem()
    {
        var errors = new HeldOutErrors(_names, [0.5, 0.5], [1, 0.5], 0.1);
        var prediction = new Prediction(_names, _good, new([1, 2, 3, 4], 2))
        {
            OutputTokens = new([10, 20, 30, 40], 2),
            MedianOutputTokens = new([9, 19, 29, 39], 2),
            InputTokens = new([5, 6, 7, 8], 2),
            CostUsd = new([double.NaN, 2, double.NaN, 4], 2),
            EstimatedEndpoints = ["n"],
            HeldOutErrors = errors,
        };

        var rows = prediction.Rows(1, 0, 1);

        Assert.That(rows.Endpoints, Is.EqualTo(_names));
        Assert.That(rows.Success.Values.ToArray(), Is.EqualTo(new[] { 0.25, 0.5, 0, 1, 0.25, 0.5 }));
        Assert.That(rows.StandardError.Values.ToArray(), Is.EqualTo(new double[] { 3, 4, 1, 2, 3, 4 }));
        Assert.That(rows.OutputTokens!.Values.ToArray(), Is.EqualTo(new double[] { 30, 40, 10, 20, 30, 40 }));
        Assert.That(rows.MedianOutputTokens!.Values.ToArray(), Is.EqualTo(new double[] { 29, 39, 9, 19, 29, 39 }));
        Assert.That(rows.InputTokens!.Values.ToArray(), Is.EqualTo(new double[] { 7, 8, 5, 6, 7, 8 }));
        Assert.That(rows.CostUsd!.Values.ToArray(), Is.EqualTo(new[] { double.NaN, 4, double.NaN, 2, double.NaN, 4 }));
        Assert.That(rows.EstimatedEndpoints, Is.EqualTo(new[] { "n" }));
        Assert.That(rows.HeldOutErrors, Is.SameAs(errors));
    }

    [Test]
    public void Rows_OfNoQuery_KeepColumnsAndAmounts()
    {
        var rows = new Prediction(_names, _good, _good) { OutputTokens = _good }.Rows();

        Assert.That((rows.QueryCount, rows.Endpoints.Count), Is.EqualTo((0, 2)));
        Assert.That(rows.OutputTokens, Is.Not.Null);
        Assert.That(rows.CostUsd, Is.Null);
    }

    [Test]
    public void Rows_ThatDoNotExist_Throw() =>
        Assert.That(() => new Prediction(_names, _good, _good).Rows(2), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Gather_AmountsThatOnePartLacks_AreNaNThere()
    {
        var bare = new Prediction(_names, _good, _good);
        var counted = new Prediction(_names, _good, _good) { OutputTokens = new([10, 20, 30, 40], 2) };

        Assert.That(bare.Gather([(counted, 1), (bare, 0)]).OutputTokens!.Values.ToArray(), Is.EqualTo(new[] { 30, 40, double.NaN, double.NaN }));
    }

    [Test]
    public void Gather_OtherColumns_NamesBoth() => Assert.That(
        () => new Prediction(_names, _good, _good).Gather([(new Prediction(["n", "m"], _good, _good), 0)]),
        Throws.ArgumentException.With.Message.Contains("A row has the columns n, m; all must have m, n."));

    [Test]
    public void WithHeldOutErrors_KeepsAllElse()
    {
        var errors = new HeldOutErrors(_names, [0.5, 0.5], [1, 0.5], 0.1);
        var prediction = new Prediction(_names, _good, _good) { OutputTokens = _good, EstimatedEndpoints = ["n"] };

        var known = prediction.WithHeldOutErrors(errors);

        Assert.That(known.HeldOutErrors, Is.SameAs(errors));
        Assert.That((known.Success, known.OutputTokens, known.EstimatedEndpoints), Is.EqualTo((prediction.Success, prediction.OutputTokens, prediction.EstimatedEndpoints)));
        Assert.That(known.WithHeldOutErrors(null).HeldOutErrors, Is.Null);
    }
}
