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

    // Of "18 dollars for 7 days" the first number counts, of "18 or 20" none.
    private static Quantity? Settled(string text, IReadOnlyList<Quantity> quantities)
    {
        var first = Result(text, quantities);
        foreach (var other in quantities)
        {
            if (other.Start >= first.End && Alternative().IsMatch(text[first.End..other.Start]) && !IsSame(first, other))
                return null;
        }

        return first;
    }

    // Of "5 + 13 = 18" the last side, of "12 = 3 * 4" the last that is no calculation; neither "x = 4" of "20 when x = 4" nor the 2 of "option 2: 20".
    private static Quantity Result(string text, IReadOnlyList<Quantity> quantities)
    {
        Quantity[] said = quantities.Count == 1 ? [.. quantities] : [.. quantities.Where(quantity => !Label().IsMatch(text[..quantity.Start]) || !LabelEnd().IsMatch(text, quantity.End))];
        if (said.Length == 0)
            return quantities[0];
        var condition = Condition().Match(text, said[0].End);
        var sides = said.Where(quantity => !condition.Success || quantity.Start < condition.Index)
            .GroupBy(quantity => text.AsSpan(0, quantity.Start).Count('=') + text.AsSpan(0, quantity.Start).Count('≈'), (_, side) => side.First())
            .ToArray();
        return sides.LastOrDefault(side => !Operator().IsMatch(text, side.End), sides[^1]);
    }

    private static bool IsSame(Quantity a, Quantity b) => NumericEquality.Readings(a).Any(left => NumericEquality.Readings(b).Any(right => Math.Abs(left.ToDouble() - right.ToDouble()) <= 0.01 * Math.Abs(left.ToDouble())));

    [GeneratedRegex(@"^\s*\S{0,12}\s*\bor\b\s*(?:about |maybe |possibly |perhaps )?[$€£]?-?$", RegexOptions.IgnoreCase)]
    private static partial Regex Alternative();

    [GeneratedRegex(@"\b(?:option|choice|case|part|question|problem|step|number)\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"\G\s*[:)]")]
    private static partial Regex LabelEnd();

    [GeneratedRegex(@"\(\s*\p{L}|\b(?:when|where|if|given|assuming|provided|since|because|(?:for|at|with)\s+\p{L}\s*=)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\G\s*(?:[-+*/×!^)]|x\s*\d)")]
    private static partial Regex Operator();

    [GeneratedRegex(@"\*\*([^*\n]*\d[^*\n]*)\*\*", RegexOptions.RightToLeft)]
    private static partial Regex Bold();
}
