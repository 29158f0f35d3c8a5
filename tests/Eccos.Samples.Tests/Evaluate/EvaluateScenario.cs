using System.Text.Json;
using Eccos.Observations;

namespace Eccos.Samples.Tests;

/// <summary>Training and test records on disk, and evaluate on them.</summary>
internal sealed class EvaluateScenario : IDisposable
{
    private readonly string _train;

    private EvaluateScenario(Workspace files, string train) => (Files, _train) = (files, train);

    public Workspace Files { get; }

    public static async Task<EvaluateScenario> CreateAsync()
    {
        var files = new Workspace();
        return new EvaluateScenario(files, await files.WriteAsync("made.train.jsonl", RecordGenerator.Create(160, seed: 1, "train")));
    }

    /// <summary>Evaluates on records, by neighbours in small windows.</summary>
    public async Task<RunResult> RunAsync(string folder, IReadOnlyList<QAServeRecord> test, params string[] options) => await Workspace.RunAsync(
    [
        "evaluate",
        "--train", _train,
        "--test", await Files.WriteAsync($"{folder}.test.jsonl", test),
        "--predictor", "knn",
        "--window", "40",
        "--seeds", "1",
        "--boot", "20",
        "--out", Files.Path(folder),
        .. options,
    ]);

    public async Task<JsonElement> EvaluateAsync(string folder, IReadOnlyList<QAServeRecord> test, params string[] options)
    {
        var result = await RunAsync(folder, test, options);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return Files.Json($"{folder}/evaluation.json");
    }

    public void Dispose() => Files.Dispose();
}
