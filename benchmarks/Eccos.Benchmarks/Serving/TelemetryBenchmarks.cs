using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Eccos.Benchmarks.Pipeline;
using Eccos.Optimization;

namespace Eccos.Benchmarks.Serving;

/// <summary>Placing one query, its prediction being given, and ending its lease: while nobody listens, and with a listener to every instrument or activity.</summary>
[MemoryDiagnoser]
public class TelemetryBenchmarks : IDisposable
{
    private const int Queries = 1024;

    private readonly Query[] _queries = [.. Enumerable.Range(0, Queries).Select(i => new Query($"q{i}", "") { InputTokens = 100 })];
    private EccosScheduler _scheduler = null!;
    private MeterListener? _meters;
    private ActivityListener? _activities;
    private int _next;

    [Params("nobody", "meter", "activity")]
    public string Listens { get; set; } = "nobody";

    [GlobalSetup]
    public void Setup()
    {
        var options = new EccosOptions { Goal = new SchedulingGoal { QualityFloor = 0.6, WhenInfeasible = InfeasiblePolicy.RelaxFloor } };
        foreach (var endpoint in PipelineData.Pool)
            options.Endpoints.Add(endpoint);
        _scheduler = new EccosScheduler(options, new GivenPredictor(Prediction(), _queries), new DualGuidedOptimizer(), new()
        {
            OnlineOptimizer = new PriceDirectedOptimizer(new PriceDirectedOptions { SolveEvery = int.MaxValue / 2 }),
        });
        if (Listens == "meter")
        {
            _meters = new MeterListener { InstrumentPublished = (instrument, self) => Enable(instrument, self) };
            _meters.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
            _meters.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
            _meters.Start();
        }
        else if (Listens == "activity")
        {
            _activities = new ActivityListener
            {
                ShouldListenTo = source => source.Name == EccosTelemetry.ActivitySourceName,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            };
            ActivitySource.AddActivityListener(_activities);
        }

        static void Enable(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == EccosTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _meters?.Dispose();
        _activities?.Dispose();
        _scheduler?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public async Task<double> Place()
    {
        _next = (_next + 1) % Queries;
        var placement = await _scheduler.PlaceAsync(_queries[_next]);
        placement.Lease?.Settle(100, 200);
        return placement.ExpectedCostUsd;
    }

    private static Prediction Prediction()
    {
        var (random, m) = (new Random(1), PipelineData.Pool.Count);
        QueryEndpointMatrix Matrix(Func<int, double> value) => new([.. Enumerable.Range(0, Queries * m).Select(k => value(k % m))], m);
        return new Prediction(PipelineData.Pool.Names, Matrix(j => Math.Min(1, 0.4 + (0.05 * j) + (0.2 * random.NextDouble()))), Matrix(_ => 0.05)) { OutputTokens = Matrix(_ => 200) };
    }
}
