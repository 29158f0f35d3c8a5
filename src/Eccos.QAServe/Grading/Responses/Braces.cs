namespace Eccos.QAServe;

/// <summary>Finds balanced braces and what stands between them. Escaped braces are text.</summary>
internal static class Braces
{
    /// <summary>What stands between the brace at a place and the one that closes it; null when none does.</summary>
    public static string? Inside(string text, int open)
    {
        var depth = 0;
        for (var k = open; k < text.Length; k++)
        {
            switch (text[k])
            {
                case '\\':
                    k++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return text[(open + 1)..k];
            }
        }

        return null;
    }

    /// <summary>
    /// The places of the braces that belong together, in the order in which they close. Within braces those between quotation marks of one line are
    /// text, as JSON has it.
    /// </summary>
    public static IReadOnlyList<(int Open, int Close)> Pairs(string text)
    {
        var pairs = new List<(int, int)>();
        var open = new Stack<int>();
        var isQuoted = false;
        for (var k = 0; k < text.Length; k++)
        {
            switch (text[k])
            {
                case '\\':
                    k++;
                    break;
                case '"':
                    isQuoted = !isQuoted && open.Count > 0;
                    break;
                case '\n':
                    isQuoted = false;
                    break;
                case '{' when !isQuoted:
                    open.Push(k);
                    break;
                case '}' when !isQuoted && open.Count > 0:
                    pairs.Add((open.Pop(), k));
                    break;
            }
        }

        return pairs;
    }
}
