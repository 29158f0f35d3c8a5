namespace Eccos.Samples.Tests;

public sealed class RouteArgumentTests
{
    [TestCase("--train", "absent.jsonl", "--train is 'absent.jsonl'; there is no such file.")]
    [TestCase("--test", "absent.jsonl", "--test is 'absent.jsonl'; there is no such file.")]
    [TestCase("--models", "absent.json", "--models is 'absent.json'; there is no such file.")]
    [TestCase("--floor", "1.01", "--floor is '1.01'; it is a number from 0 to 1.")]
    [TestCase("--floor", "-0.1", "--floor is '-0.1'; it is a number from 0 to 1.")]
    [TestCase("--floor", "NaN", "--floor is 'NaN'; it is a number from 0 to 1.")]
    [TestCase("--floor", "0,8", "--floor is '0,8'; it is a number from 0 to 1.")]
    [TestCase("--budget", "-1", "--budget is '-1'; it is a number, 0 or more.")]
    [TestCase("--predictor", "oracle", "--predictor is 'oracle'; it is")]
    [TestCase("--optimizer", "guess", "--optimizer is 'guess'; it is")]
    [TestCase("--objective", "fame", "--objective is 'fame'; it is one of least-cost, best-quality, weighted-sum.")]
    [TestCase("--when-infeasible", "cry", "--when-infeasible is 'cry'; it is one of report, relax-floor, relax-budget, defer.")]
    [TestCase("--capacity", "balanced", "--capacity is 'balanced'; it is none, or balanced:F")]
    [TestCase("--capacity", "balanced:0", "--capacity is 'balanced:0'; it is none, or balanced:F")]
    [TestCase("--batch", "0", "--batch is '0'; it is all, or a whole number, 1 or more.")]
    [TestCase("--batch", "some", "--batch is 'some'; it is all, or a whole number, 1 or more.")]
    [TestCase("--seed", "-1", "--seed is '-1'; it is a whole number, 0 or more.")]
    [TestCase("--gap", "1", "--gap is '1'; it is a number, 0 or more and less than 1.")]
    [TestCase("--time-limit", "0", "--time-limit is '0'; it is a number of seconds")]
    [TestCase("--nonsense", "1", "--nonsense")]
    public async Task Route_WrongArgument_EndsWithOneLineAndWritesNothing(string option, string value, string expected)
    {
        using var run = await RouteScenario.CreateAsync(train: 1, test: 1);

        var result = await run.RouteAsync(option, value);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("error: ").And.Contain(expected));
        Assert.That(Directory.Exists(run.Files.Path("out")), Is.False);
    }

    [Test]
    public async Task Route_OutIsAFile_IsAWrongArgument()
    {
        using var run = await RouteScenario.CreateAsync(train: 1, test: 1);
        var file = run.Files.Write("taken", "content");

        var result = await run.RouteAsync("--out", file);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain($"--out is '{file}'; that is a file"));
        Assert.That(run.Files.Text("taken"), Is.EqualTo("content"));
    }

    [Test]
    public async Task Route_WithoutAFloor_IsAWrongArgument()
    {
        using var run = await RouteScenario.CreateAsync(train: 1, test: 1);

        var result = await Workspace.RunAsync(
            ["route", "--train", run.Files.Path("made.train.jsonl.gz"), "--test", run.Files.Path("made.test.jsonl.gz"), "--predictor", "knn", "--out", run.Files.Path("out")]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(result.Error, Does.Contain("'--floor' is required"));
    }

    [Test]
    public async Task Route_BrokenRecord_EndsWithOneLineThatNamesFileLineAndField()
    {
        using var run = await RouteScenario.CreateAsync();
        var broken = run.Files.Write("broken.jsonl", """{"id": "a", "query": "q", "outputs": [{"model": "small", "correct": 2}]}""");

        var result = await run.RouteAsync("--train", broken);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)));
        Assert.That(result.Error, Does.Contain("broken.jsonl, line 1, field 'outputs[0].correct'"));
    }

    [Test]
    public async Task Route_Cancelled_LeavesNoFile()
    {
        using var run = await RouteScenario.CreateAsync();

        var result = await Workspace.RunAsync(
            [
                "route", "--train", run.Files.Path("made.train.jsonl.gz"), "--test", run.Files.Path("made.test.jsonl.gz"), "--predictor", "knn",
                "--floor", "0.7", "--out", run.Files.Path("out"),
            ],
            new CancellationToken(canceled: true));

        Assert.That(result.ExitCode, Is.EqualTo(130));
        Assert.That(Directory.Exists(run.Files.Path("out")), Is.False);
    }
}
