using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;

namespace Eccos.Benchmarks.Serving;

internal sealed class SchedulingShareConfig : ManualConfig
{
    public SchedulingShareConfig() => AddColumn(StatisticColumn.Median, new ResponseShareColumn());
}
