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
