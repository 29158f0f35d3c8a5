namespace Eccos;

/// <summary>Turns texts into vectors in which similar queries lie close by cosine similarity.</summary>
/// <remarks>Implementations are immutable and safe for use from any thread. A remote embedding model fits behind it as well as a local encoder.</remarks>
public interface ITextEncoder
{
    /// <summary>D, the length of a vector.</summary>
    int Dimension { get; }

    /// <summary>Encodes texts.</summary>
    /// <param name="texts">N texts of any length and script; may hold empty ones.</param>
    /// <param name="destination">N x <see cref="Dimension"/> values, row after row; every value is written and finite.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>Completes when all of <paramref name="destination"/> is written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is not N x D long.</exception>
    ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default);
}
