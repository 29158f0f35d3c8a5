using System.Text;

namespace Eccos.QAServe;

/// <summary>One question of a benchmark with its reference answer.</summary>
/// <remarks>An immutable value, checked where it is collected.</remarks>
public sealed record BenchmarkItem
{
    /// <summary>The most choices an item may have: the letters A to Z.</summary>
    public const int MaxChoices = 26;

    /// <summary>Names the item; unique among the items that are collected together.</summary>
    public required string Id { get; init; }

    /// <summary>Where the item comes from, such as a benchmark and its subject.</summary>
    /// <value><see langword="null"/> by default: not known.</value>
    public string? Source { get; init; }

    /// <summary>What kind of answer is asked for.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>The question, without its choices.</summary>
    public required string Question { get; init; }

    /// <summary>The texts of the choices, lettered A, B, C, … in this order.</summary>
    /// <value>Empty by default; 2 to <see cref="MaxChoices"/> for <see cref="TaskKind.MultipleChoice"/>.</value>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The reference answers, any of which is right: a letter for multiple choice, else a number, an expression or a phrase.</summary>
    /// <value>At least one; exactly one for <see cref="TaskKind.MultipleChoice"/>.</value>
    public required IReadOnlyList<string> Answers { get; init; }

    /// <summary>The letter of a choice.</summary>
    /// <param name="index">Its place among <see cref="Choices"/>, from 0.</param>
    /// <returns>A capital letter.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no letter for that place.</exception>
    public static char Letter(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MaxChoices);
        return (char)('A' + index);
    }

    /// <summary>The choices, one a line, as "A. text".</summary>
    /// <returns>An empty text when there are none.</returns>
    public string LetteredChoices() => string.Join('\n', Choices.Select((choice, index) => $"{Letter(index)}. {choice}"));

    /// <summary>The text that is recorded as the query: the question and, below it, its lettered choices; without any instruction.</summary>
    /// <returns>The text.</returns>
    public string QueryText()
    {
        var text = new StringBuilder(Question);
        if (Choices.Count > 0)
            text.Append('\n').Append(LetteredChoices());
        return text.ToString();
    }
}
