namespace Eccos.QAServe;

/// <summary>
/// Grades short answers against any of the references, by normalised exact match or by token F1 (Rajpurkar et al. 2016):
/// <code>
/// F1 = 2 P R / (P + R)     P: the part of the answer's words that the reference has; R: the part of the reference's words that the answer has
/// </code>
/// </summary>
/// <remarks>
/// The answer is taken out of the sentence around it ("The capital of France is Paris."). A refusal scores 0. Stateless and safe for use from
/// any thread.
/// </remarks>
/// <param name="measure">How answers are compared; by exact match unless said otherwise.</param>
public sealed class ShortAnswerGrader(ShortAnswerMeasure measure = ShortAnswerMeasure.ExactMatch) : IGrader
{
    /// <inheritdoc/>
    public ValueTask<Grade> GradeAsync(BenchmarkItem item, string response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(response);
        var best = Grade.NoAnswer;
        string[][] references = [.. item.Answers.Select(NormalizedAnswer.Words)];
        foreach (var candidate in ShortAnswerText.Candidates(response))
        {
            var words = NormalizedAnswer.Words(candidate);
            var score = references.Max(reference => measure == ShortAnswerMeasure.TokenF1 ? F1(words, reference) : words.SequenceEqual(reference) ? 1 : 0);
            if (best.Extracted is null || score > best.Score)
                best = new Grade(score, candidate.Trim());
        }

        return new(best);
    }

    private static double F1(string[] words, string[] reference)
    {
        var left = reference.CountBy(word => word).ToDictionary();
        var common = 0;
        foreach (var word in words)
        {
            if (left.GetValueOrDefault(word) is > 0 and var count)
            {
                left[word] = count - 1;
                common++;
            }
        }

        return common == 0 ? 0 : 2.0 * common / (words.Length + reference.Length);
    }
}
