using System.Text.RegularExpressions;

namespace Eccos.QAServe;

/// <summary>Reads numbers written as words: "twenty-five", "one hundred and five", "two and a half", "three quarters", "half a dozen".</summary>
internal static partial class NumberWords
{
    private const string Units = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
    private const string Tens = "twenty thirty forty fifty sixty seventy eighty ninety";

    private static readonly Dictionary<string, int> _values = Units.Split(' ').Select((word, value) => (word, value))
        .Concat(Tens.Split(' ').Select((word, place) => (word, 10 * (place + 2))))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, long> _scales = new(StringComparer.Ordinal)
    {
        ["dozen"] = 12,
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["k"] = 1_000,
        ["K"] = 1_000,
        ["million"] = 1_000_000,
        ["M"] = 1_000_000,
        ["billion"] = 1_000_000_000,
        ["bn"] = 1_000_000_000,
        ["B"] = 1_000_000_000,
        ["trillion"] = 1_000_000_000_000,
    };

    private static readonly Dictionary<string, int> _parts = "half third quarter fifth sixth seventh eighth ninth tenth".Split(' ').Select((word, place) => (word, place + 2))
        .Append(("halve", 2))
        .Append(("fourth", 4))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    public static Rational Scale(string word) => new(_scales[word], 1);

    public static IReadOnlyList<Quantity> ReadAll(string text) => [.. Words().Matches(text).Select(Read)];

    private static Quantity Read(Match match)
    {
        Rational total = 0;
        Rational group = 0;
        foreach (var word in match.Groups["cardinal"].Value.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (_values.TryGetValue(word, out var value))
                group += value;
            else if (_scales.TryGetValue(word.ToLowerInvariant(), out var scale) && scale <= 100)
                group = (group.IsZero ? 1 : group) * new Rational(scale, 1);
            else if (_scales.TryGetValue(word.ToLowerInvariant(), out scale))
                (total, group) = (total + ((group.IsZero ? 1 : group) * new Rational(scale, 1)), 0);
        }

        total += group;
        if (match.Groups["part"].Success)
        {
            var part = _parts[match.Groups["part"].Value.TrimEnd('s', 'S')];
            total = match.Groups["and"].Success ? total + new Rational(1, part) : (match.Groups["cardinal"].Length == 0 || total.IsZero ? 1 : total) * new Rational(1, part);
        }

        if (match.Groups["of"].Success)
            total *= Scale(match.Groups["of"].Value.ToLowerInvariant());
        return new Quantity(match.Groups["minus"].Success ? -total : total, match.Groups["percent"].Success, null, null, match.Index, match.Index + match.Length);
    }

    private const string Unit =
        "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";

    private const string Magnitude = "hundred|dozen|thousand|million|billion|trillion";
    private const string Part = "half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?";

    [GeneratedRegex(
        @"\b(?<minus>minus |negative )?(?:(?<cardinal>(?:(?:a |one )?(?:" + Magnitude + @")|" + Unit + @")(?:(?:[\s-]+and[\s-]+|[\s-]+)(?:" + Unit + "|" + Magnitude + @")\b)*)(?:(?<and> and (?:a |one[\s-]))(?<part>half|third|quarter|fifth)\b|[\s-]+(?<part>" + Part + @")\b)?|(?:a )?(?<cardinal>)(?<part>half|third|quarter)(?: (?:of )?an? (?<of>" + Magnitude + @"))?)\b(?<percent> percent| per cent|\s?%)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
