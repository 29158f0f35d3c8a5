using Eccos.Observations;

namespace Eccos.Samples.Tests;

/// <summary>Training and test records on disk, and the route command on them.</summary>
internal sealed class RouteScenario : IDisposable
{
    private RouteScenario(Workspace files, List<QAServeRecord> train, List<QAServeRecord> test) => (Files, Train, Test) = (files, train, test);

    public Workspace Files { get; }

    public List<QAServeRecord> Train { get; }

    public List<QAServeRecord> Test { get; }

    public static async Task<RouteScenario> CreateAsync(int train = 150, int test = 60, Func<QAServeRecord, QAServeRecord>? change = null)
    {
        var run = new RouteScenario(
            new Workspace(),
            RecordGenerator.Create(train, seed: 1, "train"),
            [.. RecordGenerator.Create(test, seed: 2, "test").Select(change ?? (record => record))]);
        await run.Files.WriteAsync("made.train.jsonl.gz", run.Train);
        await run.Files.WriteAsync("made.test.jsonl.gz", run.Test);
        return run;
    }

    /// <summary>Runs route; options given here take the place of the usual ones.</summary>
    public Task<RunResult> RouteAsync(params string[] options) => RouteWithoutAsync("", options);

    /// <summary>The same without one of the usual options.</summary>
    public Task<RunResult> RouteWithoutAsync(string left, params string[] options)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--train"] = Files.Path("made.train.jsonl.gz"),
            ["--test"] = Files.Path("made.test.jsonl.gz"),
            ["--predictor"] = "knn",
            ["--floor"] = "0.7",
            ["--out"] = Files.Path("out"),
        };
        arguments.Remove(left);
        foreach (var option in options.Chunk(2))
            arguments[option[0]] = option[1];
        return Workspace.RunAsync(["route", .. arguments.SelectMany(argument => new[] { argument.Key, argument.Value })]);
    }

    public void Dispose() => Files.Dispose();
}
