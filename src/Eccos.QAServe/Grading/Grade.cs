namespace Eccos.QAServe;

/// <summary>How correct an answer is.</summary>
/// <param name="Score">From 0, wrong, to 1, right.</param>
/// <param name="Extracted">The final answer as it was read from the model's text; <see langword="null"/> when none was found.</param>
public readonly record struct Grade(double Score, string? Extracted)
{
    /// <summary>A text in which no answer was found: a refusal, an empty text, two answers at once.</summary>
    public static Grade NoAnswer { get; } = new(0, null);

    internal static Grade Of(bool isRight, string? extracted) => new(isRight ? 1 : 0, extracted);
}
