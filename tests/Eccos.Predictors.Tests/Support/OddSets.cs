using Eccos.Observations;

namespace Eccos.Predictors.Tests;

/// <summary>Training sets at the edge of what can be learned from.</summary>
internal static class OddSets
{
    public static IEnumerable<TestCaseData> All()
    {
        yield return Case("one query", [Sets.Record("a", Sets.Output("x", 1, 10), Sets.Output("y", 0, 20))]);
        yield return Case("one query and one endpoint", [Sets.Record("a", Sets.Output("x", 1))]);
        yield return Case("one endpoint", Many(60, i => [Sets.Output("x", i % 2, 5 + i, 7, 0.1)]));
        yield return Case("all right", Many(60, i => [Sets.Output("x", 1, 5), Sets.Output("y", 1, 9)]));
        yield return Case("all wrong", Many(60, i => [Sets.Output("x", 0), Sets.Output("y", 0)]));
        yield return Case("equal texts", [.. Enumerable.Range(0, 60).Select(i => new QAServeRecord { Id = $"{i}", Query = "same", Outputs = [Sets.Output("x", i % 2)] })]);
        yield return Case("empty texts", [.. Enumerable.Range(0, 60).Select(i => new QAServeRecord { Id = $"{i}", Query = i % 2 == 0 ? "" : " ", Outputs = [Sets.Output("x", i % 2, 0, 0, 0)] })]);
        yield return Case("an endpoint asked once", Many(60, i => i == 3 ? [Sets.Output("x", 1, 3), Sets.Output("y", 1)] : [Sets.Output("x", i % 2, 3)]));
        yield return Case("one endpoint a query", Many(80, i => [Sets.Output(i % 2 == 0 ? "x" : "y", i % 3 == 0 ? 1 : 0.5, 10 * i, 3, 0)]));
        yield return Case("scripts", Many(60, i => [Sets.Output("x", i % 2), Sets.Output("y", 1)], i => i % 3 == 0 ? $"二次方程式 {i} を解け" : i % 3 == 1 ? $"مسألة {i} 🧮" : $"\ud800 lone {i}"));
    }

    private static TestCaseData Case(string name, IReadOnlyList<QAServeRecord> records) => new TestCaseData(Sets.Of(records)).SetArgDisplayNames(name);

    private static QAServeRecord[] Many(int count, Func<int, QAServeOutput[]> outputs, Func<int, string>? text = null) =>
        [.. Enumerable.Range(0, count).Select(i => Sets.Record(text?.Invoke(i) ?? $"query {i} about {i % 7}", outputs(i)))];

    /// <summary>An endpoint that no record of the set tells of.</summary>
    public static TrainingSet WithoutLabels() =>
        Sets.Of(Many(60, i => i == 0 ? [Sets.Output("x", 1, 3), Sets.Output("y", 1, 5)] : [Sets.Output("x", i % 2, 3)])).Where(record => record.Outputs.Count == 1);

    public static Query[] Questions() =>
        [new("1", ""), new("2", "query 5 about 5"), new("3", new string('x', 20_000)), new("4", "\ud800\u0000 ¿qué? 数"), new("5", "same")];

    /// <summary>Every number of a prediction is checked by its constructor; what is left is that none is certain and none is free of doubt.</summary>
    public static void AssertSensible(Prediction prediction)
    {
        Assert.That(prediction.Success.Values.ToArray(), Is.All.GreaterThan(0).And.All.LessThan(1));
        Assert.That(prediction.StandardError.Values.ToArray(), Is.All.Not.NaN);
    }
}
