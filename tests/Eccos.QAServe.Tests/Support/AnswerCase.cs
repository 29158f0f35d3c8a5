namespace Eccos.QAServe.Tests;

/// <summary>One line of a table.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Section">What was set for it.</param>
/// <param name="Columns">All columns but the last.</param>
/// <param name="Response">The last column: what a model wrote.</param>
public sealed record AnswerCase(int Line, string Section, IReadOnlyList<string> Columns, string Response)
{
    public override string ToString() => $"line {Line}: {Response.Replace("\n", "⏎", StringComparison.Ordinal)}";
}
