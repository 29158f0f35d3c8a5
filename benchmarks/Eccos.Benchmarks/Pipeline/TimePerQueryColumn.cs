using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Eccos.Benchmarks.Pipeline;

internal sealed class TimePerQueryColumn() : PerQueryColumn("Time/query", "Median time of the batch divided by its queries", UnitType.Time)
{
    protected override string Value(BenchmarkReport report, BenchmarkCase benchmarkCase, int batch) =>
        report.ResultStatistics is { } statistics
            ? string.Create(CultureInfo.InvariantCulture, $"{statistics.Median / batch / 1000:N1} μs")
            : "NA";
}
