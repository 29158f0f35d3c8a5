using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Eccos.Benchmarks.Pipeline;

internal sealed class BytesPerQueryColumn() : PerQueryColumn("Bytes/query", "Managed memory allocated by the batch divided by its queries", UnitType.Size)
{
    protected override string Value(BenchmarkReport report, BenchmarkCase benchmarkCase, int batch) =>
        report.GcStats.GetBytesAllocatedPerOperation(benchmarkCase) is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)batch:N0} B")
            : "NA";
}
