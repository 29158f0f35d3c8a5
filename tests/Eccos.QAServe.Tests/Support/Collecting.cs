using Eccos.Observations;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

/// <summary>What tests of the collector share.</summary>
internal static class Collecting
{
    /// <summary>Sums whose right answers are 100, 101, ….</summary>
    public static BenchmarkItem[] Sums(int count) =>
        [.. Enumerable.Range(0, count).Select(k => new BenchmarkItem { Id = $"sum-{k}", Source = "sums", Kind = TaskKind.Numeric, Question = $"What is {k} + 100?", Answers = [$"{k + 100}"] })];

    /// <summary>The k of the sum in a prompt.</summary>
    public static int Number(string prompt)
    {
        var start = prompt.IndexOf("What is ", StringComparison.Ordinal) + 8;
        return int.Parse(prompt[start..prompt.IndexOf(" +", start, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Answers every sum, rightly when it is even or the client is able.</summary>
    public static ScriptedClient Solver(bool isAble = true) => ScriptedClient.Of(prompt => ScriptedClient.Reply($"Answer: {Number(prompt) + (isAble || Number(prompt) % 2 == 0 ? 100 : 0)}", 20, 7));

    public static CollectorEndpoint Endpoint(string name, IChatClient client, Func<Endpoint, Endpoint>? configure = null)
    {
        var endpoint = new Endpoint(name) { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1 };
        return new CollectorEndpoint(configure?.Invoke(endpoint) ?? endpoint, client);
    }

    public static QAServeCollector Collector(FakeTimeProvider time, CollectorEndpoint[] endpoints, Action<QAServeCollectorOptions>? configure = null)
    {
        var options = new QAServeCollectorOptions();
        configure?.Invoke(options);
        return new QAServeCollector(endpoints, options, timeProvider: time);
    }

    public static async Task<IReadOnlyList<QAServeRecord>> ReadAsync(string path) => await QAServeFile.ReadAsync(path).ToListAsync();

    /// <summary>Lets virtual time pass until a task is done.</summary>
    public static async Task<T> PassAsync<T>(this FakeTimeProvider time, Task<T> task, TimeSpan? step = null)
    {
        for (var k = 0; !task.IsCompleted; k++)
        {
            if (k > 20_000)
                throw new TimeoutException("Virtual time passed, and nothing came of it.");
            await Task.WhenAny(task, Task.Delay(2));
            time.Advance(step ?? TimeSpan.FromMilliseconds(100));
        }

        return await task;
    }
}
