using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>
/// Finds the sentences that state the answer. What names the answer ("the answer is C", "答案是C") outweighs what is said of a choice ("C is
/// correct"), which often explains the others, and that outweighs what is merely inferred ("so it is C"). A first line that is nothing but a letter
/// names the answer, too. Of several of one kind the last word counts, and a correction ("no wait, B") outweighs what stands before it.
/// </summary>
internal sealed partial class AnswerClaims(LetterScanner letters, ChoiceTexts texts)
{
    /// <summary>The letters of the last statement; null when nothing is stated.</summary>
    public string? Last(string text)
    {
        var named = Later(LastBefore(text, Cue(), byText: true), LastBefore(text, ForeignCue(), byText: true))
            ?? (ChoiceLines.BareFirst(text, letters) is { } first ? (0, first) : null);

        // Several letters are not named as the answer but as what there is to choose from, where one is said to be correct behind them.
        if (named is not { Letters.Length: 1 })
            named = Later(named, Later(LastBefore(text, Mention(), byText: true), LastBehind(text)));
        var revised = LastBefore(text, Revision(), byText: false, Statement());
        if (named is { } statement)
            return Later(statement, revised)!.Value.Letters;
        return Later(LastBefore(text, Inference(), byText: false), revised)?.Letters;
    }

    private static (int Place, string Letters)? Later((int Place, string Letters)? first, (int Place, string Letters)? second) =>
        first is null || (second is not null && second.Value.Place > first.Value.Place) ? second : first;

    private (int Place, string Letters)? LastBefore(string text, Regex cue, bool byText, Regex? unless = null)
    {
        for (var match = cue.Match(text); match.Success; match = match.NextMatch())
        {
            var start = match.Index + match.Length;
            start += Filler().Match(text, start).Length;
            var found = letters.ReadList(text, start, out var end) ?? (byText ? texts.At(text, start) : null);
            if (found is not null && !Denial().IsMatch(Before(text, match.Index)) && !(end > start && (Denials.AreBehind(text, end) || unless?.IsMatch(text, end) is true)))
                return (match.Index + match.Length, found);
        }

        return null;
    }

    private (int Place, string Letters)? LastBehind(string text)
    {
        (int, string)? last = null;
        for (var k = 0; k < text.Length; k++)
        {
            if (k > 0 && (char.IsLetterOrDigit(text[k - 1]) || text[k - 1] is '\'' or '’'))
                continue;
            if (letters.ReadList(text, k, out var end) is not { } found)
                continue;
            if (Verdict().IsMatch(text, end) && !Doubt().IsMatch(Before(text, k)))
                last = (k, found);
            k = end - 1;
        }

        return last;
    }

    private static string Before(string text, int place) => text[Math.Max(0, place - 60)..place];

    [GeneratedRegex(@"\b(?:(?:not able|unable|unwilling) to|can(?:no|')?t|can’t|can not|won't|won’t|will not|don't|don’t|do not|not)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();

    private const string Link = @"(?:\s+(?:to|for|of|here|in|that|which|from|among|with|given|based|would|I|should)\b[^.\n:]{0,80}?)?\s*(?:\([^)\n]{0,20}\)\s*)?"
        + @"(?:\s(?:is|are|was|would be|will be|should be|must be|has to be|seems to be|appears to be|remains)(?!\s+(?:not|n't|neither)(?!\s+\S{1,4},? but))\b|[:=]|->|→|⇒|–|—|\s-\s|\s*\n+)";

    [GeneratedRegex(
        @"\b(?:answers?|response|selection|solution|conclusion|exception|(?:correct|right|best|final|appropriate|my) (?:choices?|options?|one)|(?:so|thus|hence|therefore),? the (?:incorrect|wrong|false|untrue|odd) (?:one|statement|choice|option))\b" + Link,
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Cue();

    // "Option C.", "Choice: C"; also how choices are introduced.
    [GeneratedRegex(
        @"\b(?:(?:answers?|choices?|options?|response|selection|solution|conclusion)\b(?=\s[(\[""']?[A-Z][)\]""']?\s*(?:[.!]|$))|(?:choices?|options?)\b" + Link + ")",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Mention();

    [GeneratedRegex(
        @"(?:respuestas?|opción|opcion|réponse|reponse|risposta|opzione|resposta|opção|alternativa|antwort|lösung|antwoord|svaret|svar|vastaus|odpowiedź|odpověď|răspunsul|válasz|cevap|yanıt|jawaban(?:nya)?|đáp án|câu trả lời|ответ|ответом|вариант|відповідь|απάντηση|उत्तर|الإجابة|الجواب|תשובה|答案|选择|應選|应选|选|答え|正解|回答|정답|답)"
        + @"(?:\s+(?:correcta|correcte|corretta|correta|richtige|final|finale|definitiva|juste|bonne|poprawna|doğru|yang benar|đúng|правильный|верный|الصحيحة|הנכונה|σωστή|सही))?(?:\s(?=[A-Z]\b)|[^.\n:：]{0,12}?\s*"
        + @"(?:\s(?:es|est|è|é|ist|lautet|wäre|is|är|er|on|to|je|este|adalah|là|är|είναι)\b|[:：=是为為はが은는이가]|هي|هو|היא|है|—|–|\s-\s))",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex ForeignCue();

    [GeneratedRegex(
        @"\b(?:wait|actually|correction|scratch that|i mean|i meant|on second thought|let me correct(?: that| myself)?|sorry|oops|hmm|change my answer to|changing my answer to|switch to|revise(?:d)?(?: it)? to|make that|no|nein|non|perdón|pardon)\b",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Revision();

    // "Actually, A is a common mistake." says something of a choice and corrects nothing.
    [GeneratedRegex(@"\G\s+(?:is|was|are|were|would|could|may|might|can|also)\s+(?!(?:the |most |clearly |indeed )*(?:correct|right|best|true|better|answer)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"\b(?:it's|it’s|it is|that's|that’s|that is|it must be|it should be|it would be|must be|has to be|think|believe|guess|say|choose|chose|pick|select|selected|go with|going with|settle on|leaning towards?|opt for|favou?r|points to|leaves|left with|leads to|corresponds to|matches|match|therefore|thus|hence|so|conclude|elijo|wähle|choisis|scelgo|escolho|выбираю|mark|mean)\b|=>|⇒|→|∴|->",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Inference();

    [GeneratedRegex(
        @"\G(?:[\s:：=\-–—>→⇒,…]|""(?=\w)|(?:not (?:option )?\(?[A-Z]\)?,? but\b)|\b(?:clearly|therefore|thus|hence|then|option|choice|letter|answer|the|correct|right|best|final|most|likely|probably|definitely|certainly|indeed|simply|just|both|either|actually|still|only|again|is|it's|it’s|it|be|should|must|would|that|that's|to|with|i'd|i think|i believe|i say|say|go|going|for|la|le|el|die|der|das|opción|opcion|option|lettre|letra|lettera|buchstabe|alternativa|opzione|вариант|буква|选项|選項|الخيار|विकल्प)\b)*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Filler();

    [GeneratedRegex(
        @"\G[^\S\n]*(?:\([^)\n]{0,60}\)|[:,-]\s[^.\n]{0,60}?,?)?[^\S\n]*(?:(?:is|are|was|would be|must be|should be|has to be|seems(?: to be)?|appears(?: to be)?|looks|sounds|remains|being|fits|matches|as|stands as)\s+(?:the |a |my |clearly |definitely |indeed |certainly |obviously |therefore |thus |most |likely |probably |also |to be |both |only |single |one |more )*(?:correct|right|best|true|answer|appropriate|accurate|valid|likely|plausible|choice|proper)|(?:is|are)(?=[.!]|\s*$)|(?:fits|works) best|es (?:la )?(?:respuesta |opción )?correct|est (?:la )?(?:bonne|correct)|ist (?:die )?(?:richtig|korrekt)|è (?:la )?(?:risposta )?(?:corrett|giust)|é a (?:resposta |alternativa )?corret|が正解|是正确|是對的|是对的|正确)(?!\s*\?|(?:\s+(?:answer|choice|option|one))?\s+(?:only\s+)?(?:if|unless|when)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"\b(?:if|whether|is|are|suppose|assume|assuming|although|though|while|whereas|unless|neither|nor|not|not (?:true|clear|the case) that|why|say that|think|could|might)\s+(?:that\s+|option\s+|choice\s+|answer\s+)*[(\[""']*$", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex Doubt();
}
