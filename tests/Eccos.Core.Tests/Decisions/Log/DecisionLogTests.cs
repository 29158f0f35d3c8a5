using System.Text;
using Eccos.Core.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eccos.Core.Tests.Decisions.Log;

public sealed class DecisionLogTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public async Task Take_OfSeveralRuns_AddsToTheEndOfTheFile()
    {
        var path = _folder["log.jsonl"];
        var records = await Decided.RecordsAsync();

        foreach (var run in records.Chunk(3))
        {
            await using var log = new DecisionLog(path);
            log.Take(run);
        }

        var read = await DecisionFile.ReadAsync(path).ToListAsync();
        Assert.That(read.Select(record => record.QueryId), Is.EqualTo(new[] { "q1", "q2", "q3", "q4", "q5" }));
    }

    [Test]
    public async Task Take_AfterALineWasCutOff_TakesItAwayAndGoesOn()
    {
        var path = _folder["log.jsonl"];
        var records = await Decided.RecordsAsync();
        await File.WriteAllBytesAsync(path, [.. DecisionLine.Of(records[3]), .. DecisionLine.Of(records[4])[..40]]);

        await using (var log = new DecisionLog(path))
            log.Take([records[4]]);

        var read = await DecisionFile.ReadAsync(path).ToListAsync();
        Assert.That(read.Select(record => record.QueryId), Is.EqualTo(new[] { "q4", "q5" }));
    }

    [Test]
    public async Task Take_AfterAWholeLineWithoutItsLineFeed_KeepsIt([Values("", " ", "\r")] string end)
    {
        var path = _folder["log.jsonl"];
        var records = await Decided.RecordsAsync();
        await File.WriteAllBytesAsync(path, [.. DecisionLine.Of(records[3])[..^1], .. Encoding.UTF8.GetBytes(end)]);

        await using (var log = new DecisionLog(path))
            log.Take([records[4]]);

        var read = await DecisionFile.ReadAsync(path).ToListAsync();
        Assert.That(read.Select(record => record.QueryId), Is.EqualTo(new[] { "q4", "q5" }));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("\uFEFF")]
    [TestCase("{\"quer")]
    [TestCase("{\"query_id\":\"q1\",\"rea\0\0\0")]
    public async Task Take_FileWithoutAWholeLine_BeginsTheFile(string content)
    {
        var path = _folder["log.jsonl"];
        var records = await Decided.RecordsAsync();
        await File.WriteAllTextAsync(path, content);

        await using (var log = new DecisionLog(path))
            log.Take([records[4]]);

        Assert.That((await DecisionFile.ReadAsync(path).SingleAsync()).QueryId, Is.EqualTo("q5"));
    }

    [TestCase("{\"Logging\":{}}")]
    [TestCase("{\n  \"Logging\": {}\n}\n")]
    [TestCase("{\"Logging\":")]
    [TestCase("{\"query_id\":\"q1\",\"model\":\"m\",\"success\":0.5,\"cost_usd\":1}")]
    [TestCase("id,query\n1,What?\n\n")]
    public async Task Take_FileThatIsNoLog_LeavesItAsItIsAndTellsWhy(string content)
    {
        var told = new Told();
        var path = _folder["appsettings.json"];
        var records = await Decided.RecordsAsync();
        await File.WriteAllTextAsync(path, content);

        var log = new DecisionLog(path, logger: told);
        log.Take([records[4]]);
        await log.DisposeAsync();

        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(content));
        Assert.That((log.Written, log.Lost), Is.EqualTo((0L, 1L)));
        Assert.That(told.Lines.Single(), Does.Contain("appsettings.json").And.Contain("neither a decision nor the beginning of one"));
    }

    [Test]
    public async Task Take_FileThatIsGzip_LeavesItAsItIsAndTellsWhy()
    {
        var told = new Told();
        var path = _folder["log.jsonl"];
        var records = await Decided.RecordsAsync();
        await DecisionFile.WriteAsync(_folder["log.jsonl.gz"], records.Take(4).ToAsyncEnumerable());
        File.Move(_folder["log.jsonl.gz"], path);

        await using (var log = new DecisionLog(path, logger: told))
            log.Take([records[4]]);

        Assert.That(await DecisionFile.ReadAsync(path).CountAsync(), Is.EqualTo(4));
        Assert.That(told.Lines.Single(), Does.Contain("is gzip"));
    }

    [Test]
    public void Path_OfAGzipFile_IsRefused() =>
        Assert.That(() => new DecisionLog(_folder["log.jsonl.GZ"]), Throws.ArgumentException.With.Message.Contains("log.jsonl.GZ").And.Message.Contains("plain text"));

    [Test]
    public async Task Take_FileThatCannotBeWritten_FailsNoPlacementAndIsToldOnce()
    {
        var told = new Told();
        var log = new DecisionLog(_folder["no folder/log.jsonl"], logger: told);
        using var scheduler = Decided.Scheduler(log, new ScriptedOnlineOptimizer());

        var schedule = await scheduler.ScheduleAsync([Decided.Query(1), Decided.Query(2)]);
        var single = await scheduler.PlaceAsync(Decided.Query(3));
        await log.DisposeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(schedule.Placements.Append(single).Select(placement => placement.IsPlaced), Is.All.True);
            Assert.That((log.Written, log.Lost), Is.EqualTo((0L, 3L)));
            Assert.That(told.Lines, Has.Count.EqualTo(1).And.All.Contains("log.jsonl"));
        });
    }

    [Test]
    public async Task Take_FolderThatIsMadeLater_WritesAgain()
    {
        var told = new Told();
        var path = _folder["later/log.jsonl"];
        var records = await Decided.RecordsAsync();
        var log = new DecisionLog(path, logger: told);
        log.Take([records[3]]);
        while (log.Lost == 0)
            await Task.Yield();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        log.Take([records[4]]);
        await log.DisposeAsync();
        log.Take([records[3]]);

        Assert.That((log.Written, log.Lost), Is.EqualTo((1L, 2L)), "what comes after the end is lost, too");
        Assert.That(told.Lines[1], Does.Contain("again"));
    }

    [Test]
    public async Task Sink_ThatThrows_FailsNoPlacementAndIsToldOnce()
    {
        var logger = new RecordingLogger();
        using var scheduler = Decided.Scheduler(new FailingSink(), new ScriptedOnlineOptimizer(), logger: logger);

        var schedule = await scheduler.ScheduleAsync([Decided.Query(1)]);
        var single = await scheduler.PlaceAsync(Decided.Query(2));

        Assert.That(schedule.Placements.Append(single).Select(placement => placement.IsPlaced), Is.All.True);
        Assert.That(logger.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal)), Has.Exactly(1).Contains("no disk"));
    }

    [Test]
    public async Task AddDecisionLog_HostThatEnds_HasWrittenAll()
    {
        var path = _folder["log.jsonl"];
        var services = new ServiceCollection();
        services.AddEccos(options =>
            {
                options.Endpoints.Add(Decided.Cheap);
                options.Endpoints.Add(Decided.Dear);
            })
            .AddPredictor(_ => new TablePredictor(("cheap", 0.6), ("dear", 0.9)))
            .AddOptimizer(_ => new GreedyOptimizer())
            .AddDecisionLog(path, options => options.IncludeQueryText = true);
        await using (var provider = services.BuildServiceProvider())
        {
            var scheduler = provider.GetRequiredService<IScheduler>();
            for (var i = 0; i < 100; i++)
                (await scheduler.ScheduleAsync([Decided.Query(2 * i), Decided.Query((2 * i) + 1)])).Dispose();
        }

        var read = await DecisionFile.ReadAsync(path).ToListAsync();
        Assert.That(read, Has.Count.EqualTo(200));
        Assert.That(read.Select(record => record.QueryText), Is.All.EqualTo("What is asked?"));
        Assert.That(read.Select(record => record.Batch!.Id).Distinct(), Has.Exactly(100).Items);
    }

    [Test]
    public void Options_OutOfRange_AreAllNamed()
    {
        var fault = Assert.Throws<ArgumentException>(() => _ = new DecisionLog("x", new DecisionLogOptions { QueueLimit = 0, FlushTimeout = TimeSpan.FromHours(1) }));
        Assert.That(fault.Message, Does.Contain("QueueLimit is 0").And.Contain("FlushTimeout is 01:00:00"));
    }

    private sealed class FailingSink : IDecisionSink
    {
        public void Take(IReadOnlyList<DecisionRecord> decisions) => throw new IOException("no disk");
    }

    private sealed class Told : ILogger<DecisionLog>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
                Lines.Add(formatter(state, exception));
        }
    }
}
