namespace Eccos.Samples.Tests;

public sealed class SolveArgumentTests
{
    private const string A = """{"query_id": "q", "model": "a", "success": 0.5, "cost_usd": 0.1}""";
    private const string B = """{"query_id": "q", "model": "b", "success": 0.9, "cost_usd": 0.2}""";

    [TestCase("--floor", "1.5", "--floor is '1.5'; it is a number from 0 to 1.")]
    [TestCase("--floor", "NaN", "--floor is 'NaN'")]
    [TestCase("--budget", "-1", "--budget is '-1'; it is a number, 0 or more.")]
    [TestCase("--gap", "1", "--gap is '1'; it is a number, 0 or more and less than 1.")]
    [TestCase("--repeats", "0", "--repeats is '0'; it is a whole number, 1 or more.")]
    [TestCase("--capacity", "balanced:0", "--capacity is 'balanced:0'")]
    [TestCase("--optimizer", "cplex", "--optimizer is 'cplex'; it is one of mip, exact, dual, lagrangian.")]
    [TestCase("--objective", "weighted-sum", "--objective weighted-sum needs --quality-weight")]
    [TestCase("--quality-weight", "0.1", "--quality-weight is for --objective weighted-sum alone.")]
    [TestCase("--predictions", "absent.jsonl", "--predictions is 'absent.jsonl'; there is no such file.")]
    public async Task Solve_WrongArgument_EndsWithOneLine(string option, string value, string expected)
    {
        using var files = new Workspace();
        string[] args = option == "--predictions" ? ["solve", option, value] : ["solve", "--predictions", files.Write("p.jsonl", A), option, value];

        var result = await Workspace.RunAsync(args);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((2, 1)), result.Error);
        Assert.That(result.Error, Does.Contain(expected));
    }

    [Test]
    public async Task Help_OptionsThatTakeOneOfSeveralNames_NamesThem()
    {
        var help = (await Workspace.RunAsync(["solve", "--help"])).Output;

        Assert.That(help, Does.Contain("--optimizer <mip|exact|dual|lagrangian>").And.Contain("--objective <least-cost|best-quality|weighted-sum>"));
    }

    [TestCase("", "it holds no predictions.")]
    [TestCase("{", "p.jsonl, line 1: ")]
    [TestCase(A + "\n{\"query_id\": \"q\"}", "p.jsonl, line 2: ")]
    [TestCase(A + "\n" + A, "query 'q' on 'a' stands twice.")]
    [TestCase(A + "\n" + B + "\n" + """{"query_id": "r", "model": "b", "success": 0.5, "cost_usd": 0.1}""", "query 'r' has no prediction on 'a', which other queries have.")]
    [TestCase("""{"query_id": "q", "model": "a", "success": 1.5, "cost_usd": 0.1}""", "success of query 'q' on 'a' is 1.5; it lies in [0, 1].")]
    [TestCase("""{"query_id": "q", "model": "a", "success": 0.5, "cost_usd": null}""", "cost_usd of query 'q' on 'a' is null; it is a number of USD, 0 or more.")]
    [TestCase("""{"query_id": "q", "model": "a", "success": 0.5, "cost_usd": -0.1}""", "cost_usd of query 'q' on 'a' is -0.1")]
    [TestCase("""{"query_id": "q", "model": "a", "success": NaN, "cost_usd": 0.1}""", "p.jsonl, line 1: ")]
    public async Task Solve_BrokenFile_EndsWithOneLineThatNamesThePlace(string predictions, string expected)
    {
        using var files = new Workspace();

        var result = await Workspace.RunAsync(["solve", "--predictions", files.Write("p.jsonl", predictions), "--floor", "0.5"]);

        Assert.That((result.ExitCode, result.ErrorLines.Length), Is.EqualTo((1, 1)), result.Error);
        Assert.That(result.Error, Does.Contain(expected));
    }

    [Test]
    public async Task Solve_OneModel_IsItsCost()
    {
        using var files = new Workspace();
        var result = await Workspace.RunAsync(["solve", "--predictions", files.Write("p.jsonl", A), "--floor", "0.5", "--json"]);
        Assert.That(System.Text.Json.JsonElement.Parse(result.Output).GetProperty("objective").GetDouble(), Is.EqualTo(0.1));
    }
}
