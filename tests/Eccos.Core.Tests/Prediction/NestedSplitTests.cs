using Eccos.Observations;

namespace Eccos.Core.Tests;

public sealed class NestedSplitTests
{
    private static readonly QAServeRecord[] _records = [.. Enumerable.Range(0, 4_000).Select(k => new QAServeRecord
    {
        Id = $"{k}",
        Query = $"text {k}",
        Outputs = [new QAServeOutput { Endpoint = "m", Correct = 1 }],
    })];

    [Test]
    public void Split_OfWhatAnEarlierCutLeft_HoldsOutAsMuchAsAskedFor()
    {
        var split = new QuerySplit(0.3, seed: 1);
        var left = TrainingSet.Create(new ModelPool([new Endpoint("m")]), _records.Where(record => !split.IsHeldOut(record.Query)));

        var (fit, validation) = left.Split(0.2, seed: 1);
        var (_, inner) = fit.Split(0.2, seed: 1);

        Assert.That(Part(validation, left), Is.EqualTo(0.2).Within(5 * 0.4 / Math.Sqrt(left.Records.Count)));
        Assert.That(Part(inner, fit), Is.EqualTo(0.2).Within(5 * 0.4 / Math.Sqrt(fit.Records.Count)));
    }

    private static double Part(TrainingSet part, TrainingSet whole) => (double)part.Records.Count / whole.Records.Count;
}
