namespace Eccos.Predictors.Tests;

/// <summary>A token counter from outside: each text's tokens are what a function says.</summary>
internal sealed class FunctionCounter(Func<string, int> count) : ITokenCounter
{
    public int Count(ReadOnlySpan<char> text) => count(text.ToString());
}
