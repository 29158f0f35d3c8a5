using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Eccos;

/// <summary>What one scheduler reports; see <see cref="EccosTelemetry"/> for what each instrument and activity means.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class SchedulerTelemetry : IDisposable
{
    private const string Batch = "batch";
    private const string Streaming = "streaming";
    private readonly KeyValuePair<string, object?> _scheduler;
    private readonly CapacityGauges _gauges;
    private readonly Meter? _ownMeter;
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _predictionDuration;
    private readonly Histogram<double> _decisionDuration;
    private readonly Counter<long> _observed;
    private readonly Counter<double> _expectedSpend;
    private readonly Histogram<double> _predictedSuccess;
    private readonly Histogram<double> _labelledSuccess;
    private readonly Histogram<double> _realisedSuccess;
    private readonly Counter<double> _settledSpend;
    private readonly Histogram<double> _queueWait;

    /// <param name="desk">The scheduler's name, and what is free.</param>
    /// <param name="line">Those who wait.</param>
    /// <param name="pool">The endpoints now.</param>
    /// <param name="factory">Makes the meter; null for one of its own.</param>
    public SchedulerTelemetry(LeaseDesk desk, WaitingLine line, Func<ModelPool> pool, IMeterFactory? factory)
    {
        _scheduler = new("eccos.scheduler", desk.Scheduler);
        var meter = factory?.Create(EccosTelemetry.MeterName) ?? (_ownMeter = new Meter(EccosTelemetry.MeterName));
        _decisions = meter.CreateCounter<long>("eccos.decisions", "{query}", "Decided queries.");
        _predictionDuration = meter.CreateHistogram<double>("eccos.prediction.duration", "s", "Time of a prediction.");
        _decisionDuration = meter.CreateHistogram<double>("eccos.decision.duration", "s", "Time from a prediction to the placements.");
        _observed = meter.CreateCounter<long>("eccos.observed", "{query}", "Queries whose host had chosen their endpoint.");
        _expectedSpend = meter.CreateCounter<double>("eccos.expected_spend", "USD", "What placements are expected to cost.");
        _predictedSuccess = meter.CreateHistogram<double>("eccos.predicted_success", "1", "Success probability of placements.");
        _labelledSuccess = meter.CreateHistogram<double>("eccos.labelled_predicted_success", "1", "Success probability of placements that were labelled.");
        _realisedSuccess = meter.CreateHistogram<double>("eccos.realised_success", "1", "Labels of placements.");
        _settledSpend = meter.CreateCounter<double>("eccos.settled_spend", "USD", "What leases were settled with.");
        _queueWait = meter.CreateHistogram<double>("eccos.queue_wait", "s", "Time that a query waited for room.");
        _gauges = new CapacityGauges(meter, desk, line, pool, _scheduler);
    }

    public Activity? StartSchedule(int queries) => Start("eccos.schedule")?.SetTag("eccos.queries", queries);

    public Activity? StartPlace() => Start("eccos.place");

    /// <summary>Says that nothing came of it; by the kind of the fault alone, as its message may hold anything.</summary>
    public static void Failed(Exception fault, Activity? activity) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", fault.GetType().FullName);

    public void Scheduled(Schedule schedule, Activity? activity)
    {
        Took(schedule.PredictionTime, schedule.DecisionTime, Batch);
        if (_decisions.Enabled || _observed.Enabled || _expectedSpend.Enabled || _predictedSuccess.Enabled)
        {
            foreach (var placement in schedule.Placements)
                Count(placement, Batch);
        }

        if (activity is null)
            return;
        activity.SetTag("eccos.status", schedule.Status.ToString());
        activity.SetTag("eccos.expected_spend", schedule.ExpectedCostUsd);
        activity.SetTag("eccos.gap", schedule.Assignment.Gap);
    }

    public void Placed(Placement placement, TimeSpan predictionTime, TimeSpan decisionTime, Activity? activity)
    {
        Took(predictionTime, decisionTime, Streaming);
        Count(placement, Streaming);
        if (activity is null)
            return;
        activity.SetTag("eccos.endpoint", placement.Endpoint?.Name);
        activity.SetTag("eccos.reason", placement.Reason.ToString());
        activity.SetTag("eccos.expected_spend", placement.ExpectedCostUsd);
    }

    public void Labelled(string endpoint, double predicted, double label)
    {
        _labelledSuccess.Record(predicted, _scheduler, CapacityGauges.Endpoint(endpoint));
        _realisedSuccess.Record(label, _scheduler, CapacityGauges.Endpoint(endpoint));
    }

    public void Charged(Endpoint endpoint, double usd) => _settledSpend.Add(usd, _scheduler, CapacityGauges.Endpoint(endpoint.Name));

    public void Waited(TimeSpan time) => _queueWait.Record(time.TotalSeconds, _scheduler);

    public void Dispose()
    {
        _gauges.Dispose();
        _ownMeter?.Dispose();
    }

    private Activity? Start(string name) => EccosTelemetry.Activities.StartActivity(name)?.SetTag(_scheduler.Key, _scheduler.Value);

    private void Took(TimeSpan prediction, TimeSpan decision, string setting)
    {
        _predictionDuration.Record(prediction.TotalSeconds, _scheduler, Setting(setting));
        _decisionDuration.Record(decision.TotalSeconds, _scheduler, Setting(setting));
    }

    private void Count(Placement placement, string setting)
    {
        var endpoint = CapacityGauges.Endpoint(placement.Endpoint?.Name);
        if (_decisions.Enabled)
            _decisions.Add(1, [_scheduler, endpoint, new("eccos.reason", placement.Reason.ToString()), Setting(setting)]);
        if (_observed.Enabled && placement.Query.ChosenEndpoint is { } chosen)
            _observed.Add(1, [_scheduler, CapacityGauges.Endpoint(chosen), new("eccos.agrees", placement.Preferred?.Name == chosen), Setting(setting)]);
        if (!placement.IsPlaced)
            return;
        _expectedSpend.Add(placement.ExpectedCostUsd, _scheduler, endpoint);
        _predictedSuccess.Record(placement.SuccessProbability, _scheduler, endpoint);
    }

    private static KeyValuePair<string, object?> Setting(string setting) => new("eccos.setting", setting);
}
