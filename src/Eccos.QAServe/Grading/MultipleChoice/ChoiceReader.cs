namespace Eccos.QAServe;

/// <summary>
/// Finds the letter or letters a model settled on. The places are tried from the most to the least explicit: a text that is nothing but
/// letters, a tagged, boxed or JSON answer, a sentence that states the answer, the first or the last line in the form "C. text", the
/// text of a choice, and at last the only letter that is marked as one at all.
/// </summary>
internal sealed class ChoiceReader
{
    private readonly LetterScanner _letters;
    private readonly AnswerClaims _claims;
    private readonly ChoiceTexts _texts;

    public ChoiceReader(IReadOnlyList<string> choices)
    {
        _letters = new LetterScanner(choices.Count);
        _texts = new ChoiceTexts(choices);
        _claims = new AnswerClaims(_letters, _texts);
    }

    /// <summary>The letters, more than one when the model did not decide; null when it named none.</summary>
    public string? Read(string response)
    {
        var raw = ResponseText.WithoutReasoning(response);
        var text = Clean(raw);
        if (text.Length == 0)
            return null;
        return Whole(text)
            ?? (ResponseText.LastTagged(raw) is { } tagged ? Part(Clean(tagged)) : null)
            ?? (ResponseText.LastBoxed(raw) is { } boxed ? Part(Clean(boxed)) : null)
            ?? (JsonAnswer.Find(raw) is { } json ? Part(Clean(json)) : null)
            ?? _claims.Last(text)
            ?? ChoiceLines.Read(text, _letters)
            ?? (Refusals.IsOne(text) ? null : _texts.In(text) ?? _letters.OnlyMarked(text));
    }

    private string? Whole(string text) => _letters.ReadAll(text) ?? _texts.Exactly(text);

    // A part that was set apart as the answer.
    private string? Part(string text) => Whole(text) ?? ChoiceLines.Read(text, _letters) ?? _claims.Last(text) ?? _texts.In(text);

    // Full-width letters and brackets become plain ones, and what sets letters bold or in a formula goes.
    private static string Clean(string text)
    {
        return ResponseText.WithoutMarkdown(LatexText.Unwrap(PlainLetters.HalfWidth(text))).Replace("$", "", StringComparison.Ordinal).Trim();
    }
}
