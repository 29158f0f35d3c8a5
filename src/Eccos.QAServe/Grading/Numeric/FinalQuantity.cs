using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>
/// Finds the final number of a solution: in what is tagged, boxed or a JSON answer, behind "the answer is" or "####", in what is set bold, or
/// the last number there is.
/// </summary>
internal static partial class FinalQuantity
{
    /// <summary>The number; null when there is none, or when two that differ are offered.</summary>
    public static Quantity? Find(string response)
    {
        var text = ResponseText.WithoutReasoning(response);
        if (text.Length == 0)
            return null;
        foreach (var part in (string?[])[ResponseText.LastTagged(text), ResponseText.LastBoxed(text), JsonAnswer.Find(text), AnswerCue.After(text)])
        {
            if (part is not null && NumericText.Plain(part) is var plain && QuantityReader.ReadAll(plain) is { Count: > 0 } said)
                return Settled(plain, said);
        }

        if (Bold().Match(text) is { Success: true } bold && QuantityReader.ReadAll(NumericText.Plain(bold.Groups[1].Value)) is { Count: > 0 } set)
            return Settled(NumericText.Plain(bold.Groups[1].Value), set);
        var all = QuantityReader.ReadAll(NumericText.Plain(text));
        return all.Count == 0 || Refusals.IsOne(text) ? null : all[^1];
    }

    // Of "5 + 13 = 18" the last side counts, of "18 dollars for 7 days" the first number, of "18 or 20" none.
    private static Quantity? Settled(string text, IReadOnlyList<Quantity> quantities)
    {
        var equals = text.LastIndexOfAny(['=', '≈']);
        var first = quantities.FirstOrDefault(quantity => quantity.Start > equals, quantities[0]);
        foreach (var other in quantities)
        {
            if (other.Start >= first.End && Alternative().IsMatch(text[first.End..other.Start]) && !IsSame(first, other))
                return null;
        }

        return first;
    }

    private static bool IsSame(Quantity a, Quantity b) => NumericEquality.Readings(a).Any(left => NumericEquality.Readings(b).Any(right => Math.Abs(left.ToDouble() - right.ToDouble()) <= 0.01 * Math.Abs(left.ToDouble())));

    [GeneratedRegex(@"^\s*\S{0,12}\s*\bor\b\s*(?:about |maybe |possibly |perhaps )?[$€£]?-?$", RegexOptions.IgnoreCase)]
    private static partial Regex Alternative();

    [GeneratedRegex(@"\*\*([^*\n]*\d[^*\n]*)\*\*", RegexOptions.RightToLeft)]
    private static partial Regex Bold();
}
