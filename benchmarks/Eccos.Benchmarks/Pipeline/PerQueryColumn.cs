using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Eccos.Benchmarks.Pipeline;

/// <summary>A figure of a batch, divided by the number of its queries.</summary>
internal abstract class PerQueryColumn(string name, string legend, UnitType unit) : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public string Legend => legend;

    public UnitType UnitType => unit;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var batch = Convert.ToInt32(benchmarkCase.Parameters["Batch"], CultureInfo.InvariantCulture);
        return summary[benchmarkCase] is { Success: true } report ? Value(report, benchmarkCase, batch) : "NA";
    }

    protected abstract string Value(BenchmarkReport report, BenchmarkCase benchmarkCase, int batch);
}
