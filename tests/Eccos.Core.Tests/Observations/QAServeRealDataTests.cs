using Eccos.Observations;

namespace Eccos.Core.Tests.Observations;

[Category("RealData")]
public sealed class QAServeRealDataTests
{
    [TestCase("mmlu_pro", 8203, 13)]
    [TestCase("zeroeval_reasoning", 1961, 20)]
    [TestCase("routerbench_arc_mbpp_winogrande", 2222, 11)]
    [TestCase("llmrouterbench_small", 61, 32)]
    [TestCase("llmrouter_mixed", 3891, 9)]
    public async Task ReadAsync_RealFile_YieldsAsManyRecordsAndEndpointsAsItsDescriptionStates(string name, int records, int endpoints)
    {
        var read = 0;
        var names = new HashSet<string>();
        await foreach (var record in QAServeFile.ReadAsync(RealData.File(name)))
        {
            read++;
            names.UnionWith(record.Outputs.Select(output => output.Endpoint));
        }

        Assert.That((read, names.Count), Is.EqualTo((records, endpoints)));
    }
}
