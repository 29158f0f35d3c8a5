using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

/// <summary>Grades that fail, and grades given anew.</summary>
public sealed class CollectorGradingTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Collect_GraderThatFails_LosesNoAnswerUnderWay()
    {
        using var folder = new TemporaryFolder();
        var (allAsked, failed) = (new TaskCompletionSource(), new TaskCompletionSource());
        var asked = 0;
        var client = new ScriptedClient(async (prompt, token) =>
        {
            if (Interlocked.Increment(ref asked) == 4)
                allAsked.SetResult();
            await allAsked.Task;

            // The others answer some time after the grader failed.
            if (Collecting.Number(prompt) != 0)
            {
                await failed.Task;
                await Task.Delay(100, token);
            }

            return ScriptedClient.Reply("Answer: 100");
        });
        var broken = new GraderSet().With(TaskKind.Numeric, new DelegateGrader((item, _, _) =>
        {
            if (item.Id != "sum-0")
                return new(new Grade(1, null));
            failed.SetResult();
            throw new EccosException("no grade");
        }));

        var run = Collecting.Collector(_time, [Collecting.Endpoint("a", client, endpoint => endpoint with { ConcurrencyLimit = 4 })], options => options.Graders = broken).CollectAsync(Collecting.Sums(9), folder["r.jsonl"]);
        Assert.That(async () => await run, Throws.TypeOf<EccosException>().With.Message.EqualTo("no grade"));

        var journal = await File.ReadAllLinesAsync(folder["r.jsonl.journal"]);
        Assert.That((client.Asked.Count, journal.Count(line => line.Contains("\"kind\":\"answer\"", StringComparison.Ordinal))), Is.EqualTo((4, 4)));
    }

    [Test]
    public async Task Collect_GraderThatFails_KeepsTheAnswersAndGradesThemLater()
    {
        using var folder = new TemporaryFolder();
        var client = Collecting.Solver();
        var broken = new GraderSet().With(TaskKind.Numeric, new DelegateGrader((item, _, _) => item.Id == "sum-1" ? throw new EccosException("no grade") : new(new Grade(1, null))));

        Assert.That(async () => await Collecting.Collector(_time, [Collecting.Endpoint("a", client)], options => options.Graders = broken).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]), Throws.TypeOf<EccosException>().With.Message.EqualTo("no grade"));
        var report = await Collecting.Collector(_time, [Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That((client.Asked.Count, report.IsComplete), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task Collect_Regrade_GradesOldAnswersAnew()
    {
        using var folder = new TemporaryFolder();
        var client = Collecting.Solver();
        await Collecting.Collector(_time, [Collecting.Endpoint("a", client)]).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);
        var half = new GraderSet().With(TaskKind.Numeric, new DelegateGrader((_, response, _) => new(new Grade(0.5, response))));

        await Collecting.Collector(_time, [Collecting.Endpoint("a", client)], options => (options.Graders, options.Regrade) = (half, true)).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That((await Collecting.ReadAsync(folder["r.jsonl"])).Select(record => record.Outputs[0].Correct), Has.All.EqualTo(0.5));
        Assert.That(client.Asked, Has.Count.EqualTo(2));
    }
}
