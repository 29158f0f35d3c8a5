namespace Eccos.QAServe.Tests;

/// <summary>Counts words.</summary>
internal sealed class WordCounter : ITokenCounter
{
    public int Count(ReadOnlySpan<char> text) => text.ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
}
