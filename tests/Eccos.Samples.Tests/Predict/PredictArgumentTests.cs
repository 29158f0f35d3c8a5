namespace Eccos.Samples.Tests;

public sealed class PredictArgumentTests
{
    [TestCase("--predictor is 'oracle'; it is one of knn, mlp, hybrid, knn16.", "--train", "TRAIN", "--predictor", "oracle")]
    [TestCase("Option '--predictor' is required, or '--model'", "--train", "TRAIN")]
    [TestCase("Option '--train' is required", "--predictor", "knn")]
    [TestCase("--predictor and --model exclude each other", "--train", "TRAIN", "--predictor", "knn", "--model", "TRAIN")]
    [TestCase("--new-endpoint and --model exclude each other", "--model", "TRAIN", "--new-endpoint", "middle")]
    [TestCase("--probes needs --new-endpoint", "--train", "TRAIN", "--predictor", "knn", "--probes", "3")]
    [TestCase("--probes is '-1'; it is a whole number, 0 or more.", "--train", "TRAIN", "--predictor", "knn", "--new-endpoint", "middle", "--probes", "-1")]
    [TestCase("--probe-choice is 'best'; it is one of chosen, random.", "--train", "TRAIN", "--predictor", "knn", "--new-endpoint", "middle", "--probe-choice", "best")]
    [TestCase("--model is 'absent.model'; there is no such file.", "--model", "absent.model")]
    public async Task PredictAndRoute_WrongArguments_EndWithOneLineAndWriteNothing(string expected, params string[] arguments)
    {
        using var run = await PredictScenario.CreateAsync(train: 1, test: 1);
        string[] given = [.. arguments.Select(argument => argument == "TRAIN" ? run.TrainPath : argument), "--test", run.TestPath, "--out", run.Files.Path("out")];

        foreach (var command in (string[][])[["predict", .. given], ["route", "--floor", "0.7", .. given]])
        {
            var result = await Workspace.RunAsync(command);

            Assert.That(result.ExitCode, Is.EqualTo(2), command[0]);
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1), command[0]);
            Assert.That(result.Error, Does.StartWith("error: ").And.Contain(expected), command[0]);
            Assert.That(Directory.Exists(run.Files.Path("out")), Is.False, command[0]);
        }
    }

    [Test]
    public async Task Predict_ModelFileThatIsNone_EndsWithOneLine()
    {
        using var run = await PredictScenario.CreateAsync(train: 1, test: 1);

        var result = await Workspace.RunAsync(["predict", "--model", run.TrainPath, "--test", run.TestPath, "--out", run.Files.Path("out")]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)));
        Assert.That(result.Error, Does.Contain("made.train.jsonl.gz"));
        Assert.That(Directory.Exists(run.Files.Path("out")), Is.False);
    }
}
