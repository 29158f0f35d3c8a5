using Eccos.Observations;

namespace Eccos.Samples.Tests;

public sealed class SplitTests
{
    [Test]
    public async Task Split_Records_StandOnOneSideWholeAndInOrder()
    {
        using var files = new Workspace();
        var records = RecordGenerator.Create(400, seed: 3, "q");
        var input = await files.WriteAsync("made.dev.jsonl.gz", records);

        var result = await SplitAsync(files, input);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var split = new QuerySplit(0.25, seed: 7);
        Assert.That(files.Lines("train.jsonl").Select(line => line.GetRawText()), Is.EqualTo(await Expected(record => !split.IsHeldOut(record.Query))));
        Assert.That(files.Lines("test.jsonl").Select(line => line.GetRawText()), Is.EqualTo(await Expected(record => split.IsHeldOut(record.Query))));

        async Task<string[]> Expected(Func<QAServeRecord, bool> belongs)
        {
            await files.WriteAsync("expected.jsonl", records.Where(belongs));
            return await File.ReadAllLinesAsync(files.Path("expected.jsonl"));
        }
    }

    [Test]
    public async Task Split_OneFileNamedTwice_IsAWrongArgument()
    {
        using var files = new Workspace();
        var input = await files.WriteAsync("train.jsonl", RecordGenerator.Create(5, seed: 3, "q"));

        var result = await SplitAsync(files, input);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(result.Error, Does.Contain("they are three files"));
    }

    [TestCase("0")]
    [TestCase("1")]
    [TestCase("half")]
    public async Task Split_FractionOutOfRange_IsAWrongArgument(string fraction)
    {
        using var files = new Workspace();
        var input = await files.WriteAsync("made.jsonl", RecordGenerator.Create(5, seed: 3, "q"));

        var result = await SplitAsync(files, input, fraction);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith($"error: --fraction is '{fraction}'; it is a number greater than 0 and less than 1."));
    }

    private static Task<RunResult> SplitAsync(Workspace files, string input, string fraction = "0.25") => Workspace.RunAsync(
        ["split", "--input", input, "--train", files.Path("train.jsonl"), "--test", files.Path("test.jsonl"), "--fraction", fraction, "--seed", "7"]);
}
