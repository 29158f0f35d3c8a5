using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;

namespace Eccos.Benchmarks.Pipeline;

internal sealed class PipelineConfig : ManualConfig
{
    public PipelineConfig()
    {
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(new TimePerQueryColumn(), new BytesPerQueryColumn());
        AddJob(Job.ShortRun.WithIterationCount(7));
    }
}
