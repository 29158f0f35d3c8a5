namespace Eccos.QAServe;

/// <summary>The words that may follow a letter where it stands for a choice.</summary>
internal static class Conjunctions
{
    private static readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "is", "are", "was", "because", "since", "as", "which", "with", "would", "seems", "appears", "looks", "not", "but", "for", "rather", "due",
        "based", "by", "from", "then", "so", "this", "must", "should", "if", "given", "according", "instead", "therefore", "here", "in", "option", "only", "too",
        "y", "o", "es", "porque", "ya", "et", "ou", "est", "car", "und", "oder", "ist", "weil", "denn", "e", "perché", "pois", "и", "или", "потому", "так",
    };

    public static bool StartAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
            end++;
        return _words.Contains(text[start..end]);
    }

    public static bool AreAt(string text, int start) => text.AsSpan(start).StartsWith(" are", StringComparison.OrdinalIgnoreCase);
}
