using Eccos.Observations;

namespace Eccos.QAServe.Tests;

/// <summary>Records made up for tests.</summary>
internal static class Records
{
    public static QAServeRecord Record(string id, string query, params (string Endpoint, double Correct, double? CostUsd)[] outputs) => new()
    {
        Id = id,
        Query = query,
        Outputs = [.. outputs.Select(output => new QAServeOutput { Endpoint = output.Endpoint, Correct = output.Correct, CostUsd = output.CostUsd })],
    };

    public static ModelPool Pool(params string[] names) => new(names.Select(name => new Endpoint(name)));

    /// <summary>Records q0, q1, ... of endpoints e0, e1, ... with random outcomes.</summary>
    public static QAServeRecord[] Random(int queries, int endpoints, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, queries).Select(i => Record(
            $"q{i}",
            $"text {i}",
            [.. Enumerable.Range(0, endpoints).Select(j => ($"e{j}", (double)random.Next(2), (double?)random.NextDouble()))]))];
    }
}
