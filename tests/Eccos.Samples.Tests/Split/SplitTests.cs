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

    [Test]
    public async Task Split_InParts_HoldsOutEveryRecordOnce()
    {
        using var files = new Workspace();
        var records = RecordGenerator.Create(300, seed: 3, "q");
        var input = await files.WriteAsync("made.jsonl", records);

        var held = new List<string>();
        for (var part = 1; part <= 3; part++)
        {
            var result = await Workspace.RunAsync(
                ["split", "--input", input, "--train", files.Path("train.jsonl"), "--test", files.Path("test.jsonl"), "--part", $"{part}/3", "--seed", "7"]);
            Assert.That(result.ExitCode, Is.Zero, result.Error);
            var test = files.Lines("test.jsonl").Select(line => line.GetRawText()).ToArray();
            Assert.That(files.Lines("train.jsonl"), Has.Length.EqualTo(300 - test.Length));
            held.AddRange(test);
        }

        Assert.That(held, Is.EquivalentTo(files.Lines("made.jsonl").Select(line => line.GetRawText())));
    }

    [TestCase("4/3")]
    [TestCase("0/3")]
    [TestCase("1/1")]
    [TestCase("1")]
    [TestCase("-1/3")]
    public async Task Split_NoSuchPart_IsAWrongArgument(string part)
    {
        using var files = new Workspace();
        var input = await files.WriteAsync("made.jsonl", RecordGenerator.Create(5, seed: 3, "q"));

        var result = await Workspace.RunAsync(["split", "--input", input, "--train", files.Path("train.jsonl"), "--test", files.Path("test.jsonl"), "--part", part]);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.StartWith($"error: --part is '{part}'; it is two whole numbers K/N"));
    }

    [Test]
    public async Task Split_FractionAndPart_IsAWrongArgument()
    {
        using var files = new Workspace();
        var input = await files.WriteAsync("made.jsonl", RecordGenerator.Create(5, seed: 3, "q"));

        var result = await Workspace.RunAsync(
            ["split", "--input", input, "--train", files.Path("train.jsonl"), "--test", files.Path("test.jsonl"), "--part", "1/3", "--fraction", "0.3"]);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("--fraction and --part"));
    }

    private static Task<RunResult> SplitAsync(Workspace files, string input, string fraction = "0.25") => Workspace.RunAsync(
        ["split", "--input", input, "--train", files.Path("train.jsonl"), "--test", files.Path("test.jsonl"), "--fraction", fraction, "--seed", "7"]);
}
