namespace Eccos.QAServe;

/// <summary>Finds what stands between balanced braces.</summary>
internal static class Braces
{
    /// <summary>What stands between the brace at a place and the one that closes it; null when none does. Escaped braces are text.</summary>
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
}
