using Eccos.Core.Tests.Support;

namespace Eccos.Core.Tests.Decisions.Replay;

public sealed class DecisionReplayTests
{
    [Test]
    public async Task RunAsync_BatchOfMoreQueriesThanThereAreRecords_CannotBeMadeAgain()
    {
        var first = (await Decided.RecordsAsync())[0];
        var record = first with { Batch = first.Batch! with { Queries = int.MaxValue } };

        var report = await DecisionReplay.RunAsync(new[] { record }.ToAsyncEnumerable(), new GreedyOptimizer());

        Assert.That(report, Is.EqualTo(new DecisionReplayReport(1, 0, 1)));
    }

    [Test]
    public async Task RunAsync_BatchOutOfOrder_ComesOutTheSame()
    {
        var records = await Decided.RecordsAsync();

        var report = await DecisionReplay.RunAsync(new[] { records[2], records[0], records[1] }.ToAsyncEnumerable(), new GreedyOptimizer());

        Assert.That(report, Is.EqualTo(new DecisionReplayReport(3, 3, 0)));
    }

    [Test]
    public async Task RunAsync_QueryThatStandsTwice_NamesBothRecords()
    {
        var records = await Decided.RecordsAsync();

        Assert.That(
            async () => await DecisionReplay.RunAsync(new[] { records[1], records[1] }.ToAsyncEnumerable(), new GreedyOptimizer()),
            Throws.TypeOf<EccosException>().With.Message.Contains("Record 2: query 1 of batch").And.Message.Contains("stands in record 1 already"));
    }

    [Test]
    public async Task RunAsync_BatchWhoseLimitsAreNone_NamesRecordAndBatch()
    {
        var records = await Decided.RecordsAsync();
        var wrong = records[0] with { Batch = records[0].Batch! with { Conditions = records[0].Batch!.Conditions! with { QualityFloor = 7 } } };

        Assert.That(
            async () => await DecisionReplay.RunAsync(new[] { wrong, records[1], records[2] }.ToAsyncEnumerable(), new GreedyOptimizer()),
            Throws.TypeOf<EccosException>().With.Message.Contains($"Record 1: batch '{records[0].Batch!.Id}'").And.Message.Contains("Actual value was 7"));
    }
}
