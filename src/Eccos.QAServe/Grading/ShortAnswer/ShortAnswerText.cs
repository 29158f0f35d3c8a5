using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Finds the short answer in a model's text.</summary>
internal static partial class ShortAnswerText
{
    private const int LongestSentence = 160;

    /// <summary>The answers the text can be read as, the most explicit first; none for a refusal and an empty text.</summary>
    public static IEnumerable<string> Candidates(string response)
    {
        var text = ResponseText.WithoutReasoning(response);
        if (text.Length == 0)
            return [];
        if ((ResponseText.LastTagged(text) ?? ResponseText.LastBoxed(text) ?? JsonAnswer.Find(text)) is { } marked)
            return [LatexText.Unwrap(marked)];
        if (AnswerCue.After(text) is { } said)
            return Forms(said);
        if (Refusals.IsOne(text) || Ignorance().IsMatch(text))
            return [];
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] bold = [.. Bold().Matches(text).Select(match => match.Groups[1].Value.Trim(':', ' ')).Distinct(StringComparer.OrdinalIgnoreCase)];
        return [.. bold.Length == 1 ? bold : [], .. Forms(ResponseText.WithoutMarkdown(lines[0])), .. lines.Length > 1 && lines[^1].Length <= LongestSentence ? Forms(ResponseText.WithoutMarkdown(lines[^1])) : []];
    }

    // A whole sentence, and what it says of its subject: "The capital of France is Paris." says "Paris".
    private static IEnumerable<string> Forms(string sentence)
    {
        yield return sentence;
        var plain = Aside().Replace(sentence, "").Trim();
        if (plain != sentence && plain.Length > 0)
            yield return plain;
        if (Preposition().Replace(plain, "") is { Length: > 0 } bare && bare != plain)
            yield return bare;
        if (plain.Length > LongestSentence || SentenceBreak().IsMatch(plain.TrimEnd('.', ' ')))
            yield break;
        if (Predicate().Match(plain) is { Success: true } verb)
        {
            var said = plain[(verb.Index + verb.Length)..];
            yield return said;
            var about = Preposition().Replace(said, "");
            yield return about;
            yield return Apposition().Replace(about, "");
            if (Agent().IsMatch(verb.Value) || Agent().IsMatch(said))
                yield return Year().Replace(about, "");
            var subject = plain[..verb.Index].Trim();
            if (Agent().IsMatch(verb.Value))
                yield break;
            if (subject.Length > 0 && IsName(subject))
                yield return subject;
        }
    }

    // "Neil Armstrong was the first …": a subject that is a name rather than a description may be the answer.
    private static bool IsName(string subject) => !Description().IsMatch(subject) && subject.Split(' ').Length <= 5;

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"\s*\([^()]*\)|^(?:it(?:'s|’s| is| was)|that(?:'s|’s| is| was| would be)|they are|i (?:think|believe)(?: it(?:'s| is| was))?|sure[,!:]?|well,?)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Aside();

    // What is said of an answer behind it: "Yuri Gagarin, a Soviet cosmonaut", "Canberra, not Sydney".
    [GeneratedRegex(@",\s+(?:not|an?|which|who|whose|where|located|with|but)\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Apposition();

    [GeneratedRegex(@"\s+(?:in|around|about|circa|on|since)\s+(?:\p{L}+\s+)?\d{3,4}\b.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<!\b(?:\p{Lu}|Dr|Mr|Mrs|Ms|St|Jr|Sr))[.!?]\s+\p{Lu}")]
    private static partial Regex SentenceBreak();

    [GeneratedRegex(@"\s(?:(?:is|was|are|were|es|est|è|é|ist|är)(?: called| named| known as| (?:written|painted|composed|discovered|invented|directed|built|founded|designed|developed|created|proposed) by)?|became|wrote|painted|composed|discovered|invented|directed|founded|designed)\s(?!not\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Predicate();

    [GeneratedRegex(@"^(?:(?:\p{L}+(?:ed|en)|born|held|built) )?(?:in|on|at|by|from|around|about|approximately|called|named|known as)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Preposition();

    [GeneratedRegex(@"\bby\b", RegexOptions.IgnoreCase)]
    private static partial Regex Agent();

    [GeneratedRegex(@"^(?:the(?!(?:\s(?-i:\p{Lu})\S*)+$)|a|an|it|this|that|he|she|they|its|his|her|there|what|who|which)\b|\b(?:of|in|for|that|who|which)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Description();

    [GeneratedRegex(@"\b(?:I(?:'m| am|’m) (?:not (?:sure|certain|aware)|unsure|unable)|I (?:don't|do not|don’t) (?:know|have)|no information|it is unknown|as an AI)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Ignorance();
}
