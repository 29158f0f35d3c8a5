namespace Eccos;

/// <summary>Counts the tokens of a text.</summary>
/// <remarks>Implementations are safe for use from any thread.</remarks>
public interface ITokenCounter
{
    /// <summary>Counts the tokens of a text.</summary>
    /// <param name="text">The text, of any length and script.</param>
    /// <returns>0 or more.</returns>
    int Count(ReadOnlySpan<char> text);
}
