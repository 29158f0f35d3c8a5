using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Eccos.Benchmarks.Pipeline;
using Eccos.QAServe;

namespace Eccos.Benchmarks.Serving;

/// <summary>The median time of a query as a part of the response time that is assumed: the mean output of the made-up endpoints at the default speed.</summary>
internal sealed class ResponseShareColumn : IColumn
{
    private const int Sampled = 1000;

    private readonly EndpointSpeed _speed = new();
    private readonly double _responseSeconds;

    public ResponseShareColumn()
    {
        var tokens = PipelineData.Records(Sampled, seed: 2).SelectMany(record => record.Outputs).Average(output => output.OutputTokens!.Value);
        _responseSeconds = _speed.SecondsToFirstToken + (tokens / _speed.OutputTokensPerSecond);
    }

    public string Id => ColumnName;

    public string ColumnName => "Share";

    public string Legend => string.Create(
        CultureInfo.InvariantCulture,
        $"Median as a part of a response of {_responseSeconds:0.00} s: {_speed.SecondsToFirstToken} s to the first token, then {_speed.OutputTokensPerSecond} output tokens a second");

    public UnitType UnitType => UnitType.Dimensionless;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => summary[benchmarkCase]?.ResultStatistics is { } statistics
        ? string.Create(CultureInfo.InvariantCulture, $"{statistics.Median / 1e9 / _responseSeconds:P4}")
        : "NA";
}
