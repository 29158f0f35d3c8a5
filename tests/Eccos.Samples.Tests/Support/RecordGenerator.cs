using Eccos.Observations;

namespace Eccos.Samples.Tests;

/// <summary>Records of three endpoints: what they get right depends on the topic of the query, so that there is something to learn.</summary>
internal static class RecordGenerator
{
    public static readonly string[] Endpoints = ["small", "middle", "large"];

    private static readonly string[] _topics = ["add the integers and give the sum", "name the capital of the country", "prove the theorem about prime numbers"];

    // Rows are topics, columns endpoints.
    private static readonly double[,] _success = { { 0.9, 0.95, 0.97 }, { 0.5, 0.8, 0.9 }, { 0.1, 0.3, 0.8 } };

    public static List<QAServeRecord> Create(int count, int seed, string prefix)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(k => Record($"{prefix}-{k}", random))];
    }

    /// <summary>The same queries with what was observed handed round among them.</summary>
    public static IEnumerable<QAServeRecord> WithShuffledLabels(IReadOnlyList<QAServeRecord> records, int seed)
    {
        var outputs = records.Select(record => record.Outputs).ToArray();
        new Random(seed).Shuffle(outputs);
        return records.Zip(outputs, (record, other) => record with { Outputs = other });
    }

    /// <summary>The same records with right and wrong exchanged.</summary>
    public static IEnumerable<QAServeRecord> WithFlippedLabels(IEnumerable<QAServeRecord> records) =>
        records.Select(record => record with { Outputs = [.. record.Outputs.Select(output => output with { Correct = 1 - output.Correct })] });

    private static QAServeRecord Record(string id, Random random)
    {
        var topic = random.Next(_topics.Length);
        var text = $"{_topics[topic]} {random.Next(1_000_000)} {random.Next(1_000_000)}";
        return new QAServeRecord
        {
            Id = id,
            Source = $"topic-{topic}",
            Query = text,
            InputTokens = text.Length / 4,
            Outputs = [.. Endpoints.Select((endpoint, j) => Output(endpoint, text.Length / 4, 20 * (topic + 1) + random.Next(10), j, random.NextDouble() < _success[topic, j]))],
        };
    }

    private static QAServeOutput Output(string endpoint, int input, int output, int j, bool correct) => new()
    {
        Endpoint = endpoint,
        Correct = correct ? 1 : 0,
        InputTokens = input,
        OutputTokens = output,
        CostUsd = (input + (2.0 * output)) * Math.Pow(5, j) * 1e-7,
    };
}
