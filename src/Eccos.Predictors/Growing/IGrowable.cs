using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>A predictor with a memory that takes observations in.</summary>
/// <remarks>Immutable and safe for use from any thread: growing and forgetting make new predictors.</remarks>
internal interface IGrowable : IPredictor
{
    IReadOnlyList<string> Endpoints { get; }

    /// <summary>The observations in its memory.</summary>
    int ObservationCount { get; }

    /// <summary>This predictor with more observations.</summary>
    /// <param name="observations">Observations, each with an outcome.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="EccosException">An observation names an endpoint that is not known, or carries a value out of range.</exception>
    ValueTask<IGrowable> GrowAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken);

    /// <summary>This predictor without the oldest of the observations that were added to it.</summary>
    /// <param name="fitted">What it has grown from.</param>
    /// <param name="count">How many leave.</param>
    IGrowable Forget(IGrowable fitted, int count);
}
