namespace Eccos.Samples.Tests;

public sealed class GainArgumentTests
{
    private const string A = """{"query_id": "q", "model": "a", "success": 0.5, "cost_usd": 0.1}""";
    private const string Two = """{"id": "q", "query": "?", "outputs": [{"model": "a", "correct": 1, "cost_usd": 0.1}, {"model": "b", "correct": 0, "cost_usd": 0.2}]}""";

    [TestCase("--boot", "1", "--boot is '1'; it is 0 for no standard error, or 2 or more")]
    [TestCase("--boot", "-5", "--boot is '-5'; it is a whole number, 0 or more.")]
    [TestCase("--train", "absent.jsonl", "--train is 'absent.jsonl'; there is no such file.")]
    public async Task Gain_WrongArgument_EndsWithOneLine(string option, string value, string expected)
    {
        using var files = new Workspace();

        var result = await Workspace.RunAsync(["gain", "--records", files.Write("r.jsonl", Two), "--predictions", files.Write("p.jsonl", A), option, value]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)));
        Assert.That(result.Error, Does.Contain(expected));
    }

    [TestCase(Two, "", "Query 'q' has no predictions.")]
    [TestCase(Two, "{", "p.jsonl, line 1: ")]
    [TestCase(Two, """{"query_id": "q", "model": "a", "cost_usd": 0.1}""", "success")]
    [TestCase(Two, """{"query_id": "q", "model": null, "success": 0.5, "cost_usd": 0.1}""", "p.jsonl, line 1: ")]
    [TestCase(Two, A + "\nnull", "p.jsonl, line 2: null is not an item")]
    [TestCase(Two, A + "\n" + A, "Query 'q' is predicted twice for the same endpoint.")]
    [TestCase(Two, """{"query_id": "q", "model": "c", "success": 0.5, "cost_usd": 0.1}""", "Query 'q' is predicted for 'c', of which the records know nothing.")]
    [TestCase(Two, """{"query_id": "q", "model": "a", "success": 0.5, "cost_usd": null}""", "Query 'q' has no predicted cost_usd for 'a'")]
    [TestCase("""{"id": "q", "query": "?", "outputs": [{"model": "a", "correct": 1, "cost_usd": null}]}""", A, "'a' has no cost_usd")]
    [TestCase(Two + "\n" + """{"id": "r", "query": "!", "outputs": [{"model": "a", "correct": 1, "cost_usd": 0.1}]}""", A, "Record 'r' has no outcome of 'b'")]
    public async Task Gain_FilesThatDoNotFit_EndWithOneLineThatNamesThePlace(string records, string predictions, string expected)
    {
        using var files = new Workspace();

        var result = await Workspace.RunAsync(["gain", "--records", files.Write("r.jsonl", records), "--predictions", files.Write("p.jsonl", predictions)]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)), result.Error);
        Assert.That(result.Error, Does.Contain(expected));
    }

    [Test]
    public async Task Gain_PredictionsNamedAsPackedThatAreNot_EndsWithOneLineThatNamesThePlace()
    {
        using var files = new Workspace();

        var result = await Workspace.RunAsync(["gain", "--records", files.Write("r.jsonl", Two), "--predictions", files.Write("p.jsonl.gz", A)]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)), result.Error);
        Assert.That(result.Error, Does.Contain("p.jsonl.gz, line 1: "));
    }
}
