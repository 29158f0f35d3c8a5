namespace Eccos.Samples.Tests;

public sealed class RouteModelsTests
{
    private const string Cards = """
        [{"model": "small", "input_usd_per_mtok": 1, "output_usd_per_mtok": 2, "parameters_b": 7, "released": "2024-09"},
         {"model": "middle", "input_usd_per_mtok": 5, "output_usd_per_mtok": 10, "parameters_b": null},
         {"model": "large", "input_usd_per_mtok": null, "output_usd_per_mtok": null}]
        """;

    [TestCase(Cards)]
    [TestCase("""{"another": [], "made": """ + Cards + "}")]
    public async Task Route_Prices_MakeTheCostFromTokensAndNullOnesLearnIt(string models)
    {
        using var run = await RouteScenario.CreateAsync();
        var path = run.Files.Write("models.json", models);

        var result = await run.RouteAsync("--models", path, "--order", "file");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        var learned = run.Train.Select(record => record.Outputs[2].CostUsd!.Value).ToList();
        foreach (var query in run.Files.Lines("out/predictions.jsonl").Chunk(3).Zip(run.Test))
        {
            var input = query.Second.InputTokens!.Value;
            var (small, middle) = (query.First[0], query.First[1]);
            Assert.That(small.GetProperty("cost_usd").GetDouble(), Is.EqualTo((input + (2 * small.GetProperty("output_tokens").GetDouble())) / 1e6).Within(5).Percent);
            Assert.That(middle.GetProperty("cost_usd").GetDouble(), Is.EqualTo(((5 * input) + (10 * middle.GetProperty("output_tokens").GetDouble())) / 1e6).Within(5).Percent);
            Assert.That(query.First[2].GetProperty("cost_usd").GetDouble(), Is.InRange(learned.Min(), learned.Max()));
        }
    }

    [TestCase("""{"another": []}""", "there is no 'made' among its keys another")]
    [TestCase("[]", "The pool is empty")]
    [TestCase("""[{"model": "small", "input_usd_per_mtok": 1, "output_usd_per_mtok": null}]""", "The card of 'small' has only one of")]
    [TestCase("""[{"model": "small", "input_usd_per_mtok": -1, "output_usd_per_mtok": 1}]""", "Endpoint 'small': Prices.Input is -1")]
    [TestCase("""[{"model": "small"}, {"model": "small"}]""", "Endpoint 'small' stands twice")]
    [TestCase("[{}]", "model")]
    [TestCase("null", "null is not a set of endpoints")]
    [TestCase("[null]", "card 1 is null")]
    [TestCase("""{"made": null}""", "'made' is null")]
    [TestCase("""{"made": [{"model": "small"}, null]}""", "card 2 is null")]
    [TestCase("""[{"model": "small", "note": "\ud83d"}]""", "surrogate")]
    [TestCase("[", "models.json")]
    public async Task Route_WrongModels_EndsWithOneLineThatNamesTheFileAndTheBreach(string models, string expected)
    {
        using var run = await RouteScenario.CreateAsync();
        var path = run.Files.Write("models.json", models);

        var result = await run.RouteAsync("--models", path);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith($"error: {path}: ").And.Contain(expected));
    }

    [TestCase("""[{"model": "small"}, {"model": "middle"}]""", "names endpoint 'large', which the pool lacks")]
    [TestCase("""[{"model": "small"}, {"model": "middle"}, {"model": "large"}, {"model": "fourth"}]""", "tells of 'fourth'")]
    public async Task Route_PoolThatDoesNotFitTheRecords_EndsWithOneLineThatNamesTheEndpoint(string models, string expected)
    {
        using var run = await RouteScenario.CreateAsync();

        var result = await run.RouteAsync("--models", run.Files.Write("models.json", models));

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)));
        Assert.That(result.Error, Does.Contain("made.train.jsonl.gz").And.Contain(expected));
    }
}
