using Eccos.Observations;

namespace Eccos.Predictors.Tests;

/// <summary>Training sets made for tests.</summary>
internal static class Sets
{
    public static QAServeRecord Record(string text, params QAServeOutput[] outputs) => new() { Id = text, Query = text, InputTokens = 7, Outputs = outputs };

    public static QAServeOutput Output(string endpoint, double correct, int? tokens = null, int? input = null, double? cost = null) =>
        new() { Endpoint = endpoint, Correct = correct, OutputTokens = tokens, InputTokens = input, CostUsd = cost };

    public static async Task<TrainingSet> ReadAsync(string path) => Of(await QAServeFile.ReadAsync(path).ToListAsync());

    public static TrainingSet Of(IReadOnlyList<QAServeRecord> records)
    {
        var names = records.SelectMany(record => record.Outputs).Select(output => output.Endpoint).Distinct().Order(StringComparer.Ordinal);
        return TrainingSet.Create(new ModelPool(names.Select(name => new Endpoint(name))), records);
    }

    /// <summary>Records in which each endpoint was asked with the given probability, with whatever labels.</summary>
    public static List<QAServeRecord> RandomRecords(int count, int endpoints, double asked, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Record(
            $"query {i} of {seed}",
            [
                .. Enumerable.Range(0, endpoints).Where(j => i == 0 || random.NextDouble() < asked).Select(j => Output(
                    $"e{j}",
                    random.Next(3) / 2.0,
                    random.NextDouble() < 0.9 ? random.Next(2000) : null,
                    7 + random.Next(40),
                    random.NextDouble() * 0.01)),
            ]))];
    }
}
