using Eccos.Observations;

namespace Eccos.Integration.Tests;

/// <summary>Made-up observations: "small" answers sums and fails at proofs, "large" answers nearly everything.</summary>
internal static class Observations
{
    public static IReadOnlyList<QAServeRecord> Make(int count) => [.. Enumerable.Range(0, count).Select(Record)];

    public static async Task<string> WriteAsync(string path, int count)
    {
        await QAServeFile.WriteAsync(path, Make(count).ToAsyncEnumerable());
        return path;
    }

    private static QAServeRecord Record(int i) => new()
    {
        Id = $"r{i}",
        Query = i % 2 == 0 ? $"What is {i} x {i + 7}?" : $"Prove that there are infinitely many primes of kind {i}.",
        Outputs =
        [
            new QAServeOutput { Endpoint = "small", Correct = i % 2 == 0 && i % 14 != 0 ? 1 : 0, InputTokens = 12, OutputTokens = 30 + (i % 5) },
            new QAServeOutput { Endpoint = "large", Correct = i % 11 == 0 ? 0 : 1, InputTokens = 12, OutputTokens = 80 + (i % 9) },
        ],
    };
}
