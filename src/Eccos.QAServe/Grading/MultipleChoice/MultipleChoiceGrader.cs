namespace Eccos.QAServe;

/// <summary>
/// Grades multiple choice: reads the letter a model settled on, in whatever form it wrote it (a bare letter, "The answer is (C)",
/// \boxed{C}, a JSON object, the text of the choice), and compares it with the reference.
/// </summary>
/// <remarks>
/// Where a model corrects itself its last word counts. A refusal, two letters at once and a text without a choice are wrong.
/// Stateless and safe for use from any thread.
/// </remarks>
public sealed class MultipleChoiceGrader : IGrader
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The item is not multiple choice with one letter as its reference.</exception>
    public ValueTask<Grade> GradeAsync(BenchmarkItem item, string response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(response);
        if (item.Kind != TaskKind.MultipleChoice || BenchmarkItemRules.Breach(item) is not null)
            throw new ArgumentException($"Item '{item.Id}' is not multiple choice: {BenchmarkItemRules.Breach(item) ?? $"its kind is {item.Kind}."}", nameof(item));
        var letters = new ChoiceReader(item.Choices).Read(response);
        return new(letters switch
        {
            null => Grade.NoAnswer,
            [var letter] => Grade.Of(letter == item.Answers[0][0], letter.ToString()),
            _ => Grade.Of(false, string.Join(", ", letters.ToCharArray())),
        });
    }
}
