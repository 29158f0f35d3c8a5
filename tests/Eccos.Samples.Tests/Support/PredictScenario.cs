using System.Text.Json;
using Eccos.Observations;

namespace Eccos.Samples.Tests;

/// <summary>Training and test records on disk, and the commands on them.</summary>
internal sealed class PredictScenario : IDisposable
{
    private PredictScenario(Workspace files, List<QAServeRecord> train, List<QAServeRecord> test) => (Files, Train, Test) = (files, train, test);

    public Workspace Files { get; }

    public List<QAServeRecord> Train { get; }

    public List<QAServeRecord> Test { get; }

    public string TrainPath => Files.Path("made.train.jsonl.gz");

    public string TestPath => Files.Path("made.test.jsonl.gz");

    public static async Task<PredictScenario> CreateAsync(
        int train = 150,
        int test = 60,
        Func<QAServeRecord, QAServeRecord>? change = null,
        Func<QAServeRecord, QAServeRecord>? changeTrain = null)
    {
        var run = new PredictScenario(
            new Workspace(),
            [.. RecordGenerator.Create(train, seed: 1, "train").Select(change ?? (record => record)).Select(changeTrain ?? (record => record))],
            [.. RecordGenerator.Create(test, seed: 2, "test").Select(change ?? (record => record))]);
        await run.Files.WriteAsync("made.train.jsonl.gz", run.Train);
        await run.Files.WriteAsync("made.test.jsonl.gz", run.Test);
        return run;
    }

    /// <summary>Predicts into a folder and returns the scores.</summary>
    public async Task<JsonElement> PredictAsync(string folder, params string[] options)
    {
        var result = await Workspace.RunAsync(["predict", "--test", TestPath, "--out", Files.Path(folder), "--json", .. options]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return JsonElement.Parse(result.Output);
    }

    /// <summary>Predicts by a predictor fitted to the training records.</summary>
    public Task<JsonElement> FitAndPredictAsync(string folder, string predictor, params string[] options) =>
        PredictAsync(folder, ["--train", TrainPath, "--predictor", predictor, .. options]);

    public JsonElement[] Predictions(string folder) => Files.Lines($"{folder}/predictions.jsonl");

    public QAServeOutput Outcome(JsonElement line) => Test
        .Single(record => record.Id == line.GetProperty("query_id").GetString()).Outputs
        .Single(output => output.Endpoint == line.GetProperty("model").GetString());

    public void Dispose() => Files.Dispose();
}
