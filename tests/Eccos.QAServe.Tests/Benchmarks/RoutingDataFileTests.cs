using Eccos.Observations;

namespace Eccos.QAServe.Tests;

public sealed class RoutingDataFileTests
{
    [Test]
    public async Task Read_RouterBench_HasAnOutputForEachModelWithAScore()
    {
        var records = await Texts.ReadAsync(RoutingDataFormat.RouterBench, "rb.csv",
            "sample_id,prompt,eval_name,lab/a,b-7b,lab/a|model_response,lab/a|total_cost,b-7b|model_response,b-7b|total_cost,oracle_model_to_route_to\n"
            + "mbpp.1,\"['Write a sort.']\",mbpp,1.0,0.25,\"['def f(): return \"\"x\"\"']\",0.00012,nothing,0,lab/a\n"
            + "arc.2,\"Which?\nA. x\",arc,,1,,,B,1.5e-05,b-7b\n");

        Assert.That(records.Select(record => (record.Id, record.Source, record.Query)), Is.EqualTo(new[] { ("mbpp.1", "mbpp", "Write a sort."), ("arc.2", "arc", "Which?\nA. x") }));
        Assert.That(records[0].Outputs.Select(output => (output.Endpoint, output.Correct, output.CostUsd)), Is.EqualTo(new (string, double, double?)[] { ("lab/a", 1, 0.00012), ("b-7b", 0.25, 0) }));
        Assert.That(records[1].Outputs.Select(output => (output.Endpoint, output.Correct, output.CostUsd, output.Response)), Is.EqualTo(new (string, double, double?, string?)[] { ("b-7b", 1, 1.5e-5, "B") }));
    }

    [Test]
    public async Task Read_RouteLlm_TakesEveryOtherColumnForAModel()
    {
        var records = await Texts.ReadAsync(RoutingDataFormat.RouteLlm, "r.csv", "prompt,small,large\n\"One?\nA. x\nAnswer:\",True,False\nTwo?,False,True\n");

        Assert.That(records.Select(record => record.Query), Is.EqualTo(new[] { "One?\nA. x\nAnswer:", "Two?" }));
        Assert.That(records.SelectMany(record => record.Outputs).Select(output => (output.Endpoint, output.Correct)), Is.EqualTo(new[] { ("small", 1.0), ("large", 0.0), ("small", 0.0), ("large", 1.0) }));
    }

    [Test]
    public async Task Read_Records_CanBeWrittenAsQAServe()
    {
        var records = await Texts.ReadAsync(RoutingDataFormat.RouteLlm, "r.csv", "prompt,small\nOne?,True\n");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await QAServeFile.WriteAsync(path, records.ToAsyncEnumerable());
            Assert.That((await QAServeFile.ReadAsync(path).SingleAsync()).Outputs[0].Correct, Is.EqualTo(1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase(RoutingDataFormat.RouteLlm, "prompt,small\nOne?,maybe\n", "r.csv, line 2, field 'small': is 'maybe'; it is True or False")]
    [TestCase(RoutingDataFormat.RouteLlm, "prompt\nOne?\n", "line 1: the header has no column beside 'prompt'")]
    [TestCase(RoutingDataFormat.RouteLlm, "question,small\nOne?,True\n", "line 1: the header has no column 'prompt' among question, small")]
    [TestCase(RoutingDataFormat.RouteLlm, "prompt,small\n,True\n", "line 2, field 'prompt': is missing or empty")]
    [TestCase(RoutingDataFormat.RouterBench, "prompt,small\nOne?,True\n", "no column that ends in '|total_cost'")]
    [TestCase(RoutingDataFormat.RouterBench, "prompt,m,m|total_cost\nOne?,1.5,0\n", "field 'm': is '1.5'; it is a score from 0 to 1")]
    [TestCase(RoutingDataFormat.RouterBench, "prompt,m,m|total_cost\nOne?,1,-1\n", "field 'm|total_cost': is '-1'; it is a cost in USD")]
    [TestCase(RoutingDataFormat.RouterBench, "prompt,m,m|total_cost\nOne?,NaN,0\n", "field 'm': is 'NaN'")]
    public void Read_BrokenTable_NamesFileLineAndColumn(RoutingDataFormat format, string text, string message) => Assert.That(
        async () => await Texts.ReadAsync(format, "r.csv", text),
        Throws.TypeOf<QAServeFormatException>().With.Message.Contains(message));
}
