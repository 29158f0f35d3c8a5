using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;

namespace Eccos.Benchmarks.Pipeline;

internal sealed class PipelineConfig : ManualConfig
{
    public PipelineConfig()
    {
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(new TimePerQueryColumn(), new BytesPerQueryColumn());
    }
}
