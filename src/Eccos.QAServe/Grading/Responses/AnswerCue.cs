using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Finds what a model says its answer is: "the answer is …", "Answer: …", "#### …", in several languages.</summary>
internal static partial class AnswerCue
{
    /// <summary>The rest of the sentence behind the last such cue; null when there is none.</summary>
    public static string? After(string text)
    {
        var plain = ResponseText.WithoutMarkdown(text.Replace("####", "Answer:", StringComparison.Ordinal));
        for (var cue = Cue().Match(plain); cue.Success; cue = cue.NextMatch())
        {
            if (Sentence(plain[(cue.Index + cue.Length)..].TrimStart(' ', ':', '：', '\n', '\r', '\t')) is { Length: > 0 } said)
                return said;
        }

        return null;
    }

    // A sentence ends with its line, or with a full stop outside of formulas, numbers and initials; "120 = 5!" is a factorial.
    private static string Sentence(string text)
    {
        if (text.StartsWith("$$", StringComparison.Ordinal) && text.IndexOf("$$", 2, StringComparison.Ordinal) is > 0 and var display)
            return text[..(display + 2)];
        if (text.StartsWith("\\[", StringComparison.Ordinal) && text.IndexOf("\\]", StringComparison.Ordinal) is > 0 and var end)
            return text[..(end + 2)];
        var line = text.Split('\n', 2)[0];
        return SentenceEnd().Match(line) is { Success: true } stop ? line[..stop.Index].Trim() : line.Trim();
    }

    [GeneratedRegex(
        @"\b(?:final |correct |exact |short |my |the )*(?:answers?|solutions?|result)\b(?:\s+(?:to|for|of|here|in|that|which|is thus|therefore)\b[^.\n:=]{0,80}?)?\s*(?:\([^)\n]{0,20}\)\s*)?(?:\s(?:is|are|was|would be|will be|should be|must be|equals?)\s*(?:therefore|thus|then|approximately|about|indeed|simply|likely|probably|most likely)?(?:\s+that)?\s*[:：]?|[:：=]|\s*\n+)"
        + @"|\b(?:la )?(?:respuesta|réponse|risposta|resposta|antwort|lösung|antwoord|svaret|odpowiedź|cevap|jawaban(?:nya)?)\b(?:\s+(?:correcta|correcte|corretta|correta|richtige|final|finale|poprawna|doğru))?(?:\s(?:es|est|è|é|ist|lautet|is|är|to|adalah)\b|\s*[:：=])"
        + @"|(?:答案|答え|正解|回答|정답|答|ответ|відповідь|απάντηση|الجواب|الإجابة|उत्तर)\s*(?:[:：=是為为はは은는]|هو|هي|—|–|-)",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Cue();

    [GeneratedRegex(@"(?<!\b\p{Lu}|\b(?:Dr|Mr|Mrs|Ms|St|vs|etc|No|Jr|Sr|e\.g|i\.e)|^\D{0,20}\d[\d,]*\s?=\s?\d{1,2}(?=!))[.。!?！](?=\s+\S|\s*$)")]
    private static partial Regex SentenceEnd();
}
