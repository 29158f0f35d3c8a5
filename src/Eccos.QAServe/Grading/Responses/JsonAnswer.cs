using System.Text.Json;

namespace Eccos.QAServe;

/// <summary>Reads the answer of a model that replied with a JSON object, bare, in a code fence or at the end of its text.</summary>
internal static class JsonAnswer
{
    private static readonly JsonDocumentOptions _options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private const int LengthOfEnd = 400;

    private static readonly string[] _keys =
        ["finalanswer", "correctanswer", "answer", "correctoption", "correctchoice", "selectedoption", "selected", "choice", "option", "letter", "result", "response"];

    /// <summary>The answer as text, several joined by a comma; null when the text holds no such object.</summary>
    public static string? Find(string text)
    {
        foreach (var (open, close) in Braces.Pairs(text).Reverse())
        {
            if (text.AsSpan(open, close - open).Contains('"') && Read(text.AsMemory(open..(close + 1))) is { } answer)
                return answer;

            // Objects further up are earlier drafts; one broken object at the end is not worth a search of the whole text.
            if (text.Length - close > LengthOfEnd)
                return null;
        }

        return null;
    }

    private static string? Read(ReadOnlyMemory<char> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _options);
            foreach (var key in _keys)
            {
                foreach (var property in document.RootElement.EnumerateObject())
                {
                    if (Plain(property.Name) == key && Value(property.Value) is { } value)
                        return value;
                }
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            // Not JSON after all, for braces are common in LaTeX; or half a character in a text.
        }

        return null;
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetter)).ToLowerInvariant();

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Value).OfType<string>()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
