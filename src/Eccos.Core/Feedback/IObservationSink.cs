using Eccos.Observations;

namespace Eccos;

/// <summary>Learns from what became of placements, without a new fit. A predictor that can do so implements it.</summary>
/// <remarks>Implementations are safe for use from any thread, and bounded: what is too much makes old or redundant observations leave.</remarks>
public interface IObservationSink
{
    /// <summary>Takes observations in.</summary>
    /// <param name="observations">What endpoints made of queries.</param>
    /// <param name="cancellationToken">Ends the work early; nothing is taken in then.</param>
    /// <returns>Done when predictions know them.</returns>
    /// <exception cref="EccosException">An observation names an endpoint that is not known, or carries a value out of range; none is taken in.</exception>
    ValueTask AddAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken = default);
}
