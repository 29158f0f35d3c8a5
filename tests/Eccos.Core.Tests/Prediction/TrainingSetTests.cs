using Eccos.Core.Tests.Observations;
using Eccos.Observations;

namespace Eccos.Core.Tests.Predictions;

public sealed class TrainingSetTests
{
    private static readonly ModelPool _pool = new([new Endpoint("m"), new Endpoint("n")]);

    [Test]
    public void Create_PartialRecords_LeavesNaNWhereNothingIsRecorded()
    {
        var set = TrainingSet.Create(_pool,
        [
            Records.Record("a") with { Outputs = [new() { Endpoint = "n", Correct = 0.5, InputTokens = 1, OutputTokens = 2, CostUsd = 3 }] },
            Records.Record("b") with { Outputs = [new() { Endpoint = "n", Correct = 0 }, new() { Endpoint = "m", Correct = 1, OutputTokens = 4 }] },
            Records.Record("c"),
        ]);

        Assert.That(set.Endpoints, Is.EqualTo(_pool.Names));
        Assert.That(set.Success.Values.ToArray(), Is.EqualTo(new[] { double.NaN, 0.5, 1, 0, double.NaN, double.NaN }));
        Assert.That(set.InputTokens.Values.ToArray(), Is.EqualTo(new[] { double.NaN, 1, double.NaN, double.NaN, double.NaN, double.NaN }));
        Assert.That(set.OutputTokens.Values.ToArray(), Is.EqualTo(new[] { double.NaN, 2, 4, double.NaN, double.NaN, double.NaN }));
        Assert.That(set.CostUsd.Values.ToArray(), Is.EqualTo(new[] { double.NaN, 3, double.NaN, double.NaN, double.NaN, double.NaN }));
    }

    [Test]
    public void Create_NoRecords_Throws() => Assert.That(Failure(), Is.EqualTo("There are no records to train on."));

    [Test]
    public void Create_EndpointThatThePoolLacks_NamesRecordEndpointAndPool() => Assert.That(
        Failure(Records.Record("a", ("m", 1), ("n", 1)), Records.Record("b", ("M", 1))),
        Is.EqualTo("Record 'b' names endpoint 'M', which the pool lacks; it holds m, n."));

    [Test]
    public void Create_EndpointWithoutASingleRecord_NamesIt() => Assert.That(
        Failure(Records.Record("a", ("m", 1)), Records.Record("b", ("m", 0))),
        Does.StartWith("Not one of the 2 records tells of 'n';"));

    [Test]
    public void Create_InvalidRecord_NamesRecordAndField()
    {
        Assert.That(Failure(Records.Record("a", ("m", 1), ("m", 1))), Does.StartWith("Record 'a', field 'outputs[1].model': names 'm' a second time"));
        Assert.That(Failure(Records.Record("a", ("m", double.NaN))), Does.StartWith("Record 'a', field 'outputs[0].correct': is NaN"));
        Assert.That(Failure(Records.Record("a", ("m", 1)), null!), Is.EqualTo("Record 1 is null."));
        Assert.That(Failure(Records.Record("a") with { Outputs = null! }), Does.StartWith("Record 'a', field 'outputs': is null"));
    }

    [Test]
    public void Where_Condition_KeepsColumnsAndOrder()
    {
        var set = TrainingSet.Create(_pool, [Records.Record("a", ("m", 1)), Records.Record("b", ("n", 1)), Records.Record("c", ("m", 0))]);

        var part = set.Where(record => record.Id != "b");

        Assert.That(part.Endpoints, Is.EqualTo(set.Endpoints));
        Assert.That(part.Records.Select(record => record.Id), Is.EqualTo(new[] { "a", "c" }));
        Assert.That(part.Success.Values.ToArray(), Is.EqualTo(new[] { 1, double.NaN, 0, double.NaN }));
        Assert.That(set.Where(_ => false).Success.QueryCount, Is.Zero);
    }

    [Test]
    public void Split_RepeatedTexts_FallOnOneSideAndNothingIsLost()
    {
        QAServeRecord[] records = [.. Enumerable.Range(0, 3_000).Select(k => Records.Record($"{k}", ("m", 1), ("n", 0)) with { Query = $"text {k % 1_000}" })];
        var set = TrainingSet.Create(_pool, records);

        var (fit, validation) = set.Split(0.25, seed: 3);

        Assert.That(fit.Records.Concat(validation.Records).Select(record => record.Id), Is.EquivalentTo(records.Select(record => record.Id)));
        Assert.That(fit.Records.Select(record => record.Query).Intersect(validation.Records.Select(record => record.Query)), Is.Empty);
        Assert.That(validation.Records, Has.Count.EqualTo(750).Within(3 * 5 * Math.Sqrt(1_000 * 0.25 * 0.75)));
        Assert.That(validation.Records, Is.EqualTo(records.Where(record => new QuerySplit(0.25, 3).IsHeldOut(record.Query))));
    }

    private static string Failure(params QAServeRecord[] records) =>
        Assert.Throws<EccosException>(() => TrainingSet.Create(_pool, records))!.Message;
}
