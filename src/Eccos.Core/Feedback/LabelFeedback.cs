using Eccos.Observations;

namespace Eccos;

/// <summary>Brings labels back to where they are learned from: drift detection and recalibration, the running floor, and the predictor's memory.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class LabelFeedback(IObservationSink? sink, SchedulerLog log)
{
    private readonly PendingPlacements _pending = new();
    private readonly Recalibration _recalibration = new();
    private readonly Dictionary<string, DriftDetector> _detectors = new(StringComparer.Ordinal);
    private volatile FeedbackOptions _options = new();

    /// <summary>Is told of every label: the endpoint, what was predicted, and what came of it.</summary>
    public Action<string, double, double>? Labelled { get; init; }

    /// <summary>Raised, outside all locks, for every drift.</summary>
    public event Action<DriftDetectedEventArgs>? Drifted;

    public FeedbackOptions Options
    {
        set => _options = value;
    }

    /// <summary>The prediction as drift has taught to read it.</summary>
    public Prediction Recalibrate(Prediction prediction) => _recalibration.Apply(prediction);

    /// <summary>Remembers a placement until its label comes.</summary>
    public void Expect(Placement placement)
    {
        if (placement.IsPlaced)
            _pending.Add(PendingPlacement.Of(placement), _options.PendingPlacements);
    }

    /// <summary>Learns from a label.</summary>
    /// <returns>Whether the placement waited for it.</returns>
    public async ValueTask<bool> LabelAsync(PlacementId id, double correct, CancellationToken cancellationToken)
    {
        if (!(correct is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(correct), correct, "A label lies in [0, 1].");
        cancellationToken.ThrowIfCancellationRequested();
        if (!_pending.TryTake(id, out var placement))
            return false;
        var endpoint = placement.Lease.Endpoint.Name;
        var drift = Detect(endpoint, placement.SuccessProbability, placement.Shift, correct);
        foreach (var floor in placement.RunningFloors)
            floor.ReportLabel(placement.SuccessProbability - placement.FloorMargin, correct);
        try
        {
            if (sink is not null)
                await sink.AddAsync([Observation(placement, correct)], cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Last: the label does not come again, so nobody who is told may take it away by failing.
            Labelled?.Invoke(endpoint, placement.SuccessProbability, correct);
            if (drift is not null)
            {
                log.Drifted(endpoint, drift.MeanResidual, drift.Labels, drift.LogitShift);
                Drifted?.Invoke(drift);
            }
        }

        return true;
    }

    private DriftDetectedEventArgs? Detect(string endpoint, double predicted, double shiftThen, double label)
    {
        var options = _options;
        lock (_detectors)
        {
            if (!_detectors.TryGetValue(endpoint, out var detector))
                _detectors.Add(endpoint, detector = new DriftDetector());
            // As it would be predicted now: labels that come late must not count against a shift that they did not see.
            if (_recalibration.Of(endpoint) is var shiftNow && shiftNow != shiftThen)
                predicted = LogitShift.Apply(predicted, shiftNow - shiftThen);
            if (detector.Add(predicted, label, options.DriftTolerance, options.DriftThreshold) is not { Length: > 0 } changed)
                return null;
            var shift = _recalibration.Add(endpoint, LogitShift.Fit(changed));
            return new DriftDetectedEventArgs(endpoint, changed.Length, changed.Average(each => each.Label - each.Predicted), shift);
        }
    }

    private static QAServeRecord Observation(PendingPlacement placement, double correct)
    {
        var usage = placement.Lease.SettledUsage;
        return new QAServeRecord
        {
            Id = placement.Lease.Id.ToString(),
            Query = placement.Query.Text,
            InputTokens = placement.Query.InputTokens,
            Outputs =
            [
                new QAServeOutput
                {
                    Endpoint = placement.Lease.Endpoint.Name,
                    Correct = correct,
                    InputTokens = usage?.InputTokens,
                    OutputTokens = usage?.OutputTokens,
                    CostUsd = usage is { } used ? placement.Lease.CostUsd(used) : null,
                },
            ],
        };
    }
}
