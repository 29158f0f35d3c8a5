// A host outside the repository: it knows the packages alone.
using Eccos;
using Eccos.Observations;
using Eccos.QAServe;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var records = Path.Combine(AppContext.BaseDirectory, "observations.jsonl.gz");
await QAServeFile.WriteAsync(records, Observations());

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddEccos(options =>
    {
        options.Endpoints.Add(new Endpoint("small") { Prices = new TokenPrices(0.15, 0.60), ConcurrencyLimit = 2 });
        options.Endpoints.Add(new Endpoint("large") { Prices = new TokenPrices(2.50, 10.00), ConcurrencyLimit = 2 });
        options.Goal = new SchedulingGoal { QualityFloor = 0.60 };
    })
    .AddKnnPredictor(records)
    .AddMipOptimizer();
using var host = builder.Build();

using var schedule = await host.Services.GetRequiredService<IScheduler>().ScheduleAsync(
[
    new Query("1", "What is 12 plus 30?"),
    new Query("2", "What is the capital of Peru?"),
    new Query("3", "Prove that there are infinitely many primes."),
]);
foreach (var placement in schedule.Placements)
    Console.WriteLine($"{placement.Query.Id}: {placement.Endpoint?.Name} {placement.ExpectedCostUsd:0.0000000} USD {placement.SuccessProbability:0.000}");
Console.WriteLine($"{schedule.Placements.Count(placement => placement.IsPlaced)} of {schedule.Placements.Count} queries placed, {schedule.Status}");

var questions = Path.Combine(AppContext.BaseDirectory, "questions.jsonl");
await File.WriteAllLinesAsync(questions, Enumerable.Range(0, 3).Select(k => $$"""{"question": "What is {{k}} + {{k}}?", "answer": "#### {{Math.Min(2 * k, 2)}}"}"""));
var items = await BenchmarkFile.ReadAsync(questions, BenchmarkFormat.Gsm8k).ToListAsync();
var collected = Path.Combine(Directory.CreateTempSubdirectory().FullName, "collected.jsonl");
var report = await new QAServeCollector([new CollectorEndpoint(new Endpoint("doubler"), new Doubler())]).CollectAsync(items, collected);
var right = await QAServeFile.ReadAsync(collected).CountAsync(record => record.Outputs[0].Correct == 1);
Console.WriteLine($"{report.Answered} of {report.Total} answers collected, {right} right");

static async IAsyncEnumerable<QAServeRecord> Observations()
{
    await Task.CompletedTask;
    for (var i = 0; i < 60; i++)
    {
        yield return new QAServeRecord
        {
            Id = $"r{i}",
            Query = i % 2 == 0 ? $"What is {i} plus {i * 7}?" : $"Prove statement number {i} about primes.",
            Outputs =
            [
                new QAServeOutput { Endpoint = "small", Correct = i % 2 == 0 ? 1 : 0, InputTokens = 12, OutputTokens = 40 },
                new QAServeOutput { Endpoint = "large", Correct = i % 9 == 0 ? 0 : 1, InputTokens = 12, OutputTokens = 90 },
            ],
        };
    }
}

/// <summary>A chat client that doubles the first number it sees.</summary>
internal sealed class Doubler : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var digit = messages.Last().Text.First(char.IsAsciiDigit) - '0';
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"Answer: {2 * digit}")) { FinishReason = ChatFinishReason.Stop });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
