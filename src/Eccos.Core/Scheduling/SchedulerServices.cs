using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Eccos;

/// <summary>What a scheduler made without a host may use beside its predictor and optimizer. In a host, <c>services.AddEccos(…)</c> fills it from the services.</summary>
/// <remarks>An immutable value. What is disposable stays the caller's to dispose of.</remarks>
public sealed record SchedulerServices
{
    /// <summary>The scheduler's name, under which ledger and telemetry know it.</summary>
    /// <value>Empty by default.</value>
    public string Name { get; init; } = "";

    /// <summary>Counts the input tokens of queries that do not state them.</summary>
    /// <value><see langword="null"/>, the default, when all do.</value>
    public ITokenCounter? TokenCounter { get; init; }

    /// <summary>Assigns the queries that are placed one by one.</summary>
    /// <value><see langword="null"/>, the default, to treat each as a batch of one.</value>
    public IOnlineOptimizer? OnlineOptimizer { get; init; }

    /// <summary>Keeps the limits, and may be shared with other schedulers.</summary>
    /// <value><see langword="null"/>, the default, for one of the scheduler's own.</value>
    public ICapacityLedger? Ledger { get; init; }

    /// <summary>Learns from labels.</summary>
    /// <value><see langword="null"/>, the default, for the predictor itself when it can.</value>
    public IObservationSink? Observations { get; init; }

    /// <summary>Takes the record of every decision, such as a <see cref="DecisionLog"/>.</summary>
    /// <value><see langword="null"/>, the default, for none.</value>
    public IDecisionSink? Decisions { get; init; }

    /// <summary>The clock of windows, pauses and waits.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Is told of every decision, without query texts.</summary>
    /// <value>None by default.</value>
    public ILogger<EccosScheduler> Logger { get; init; } = NullLogger<EccosScheduler>.Instance;

    /// <summary>Makes the meter of <see cref="EccosTelemetry"/>.</summary>
    /// <value><see langword="null"/>, the default, for a meter of the scheduler's own.</value>
    public IMeterFactory? MeterFactory { get; init; }
}
