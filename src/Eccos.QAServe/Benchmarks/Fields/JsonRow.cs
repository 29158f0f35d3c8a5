using System.Text.Json;

namespace Eccos.QAServe;

/// <summary>A line of JSON Lines.</summary>
internal sealed class JsonRow(JsonElement row, string file, long line) : FieldRow(file, line)
{
    public override string? Find(string field) => row.TryGetProperty(field, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => Text(field, value) is { Length: > 0 } text ? text : null,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw Problem(field, $"is a JSON {value.ValueKind}; it is a text or a number."),
        }
        : null;

    public override IReadOnlyList<string>? FindList(string field)
    {
        if (!row.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return [Text(field, value)];
        if (value.ValueKind != JsonValueKind.Array)
            throw Problem(field, $"is a JSON {value.ValueKind}; it is an array of texts.");
        return [.. value.EnumerateArray().Select(item => item.ValueKind switch
        {
            JsonValueKind.String => Text(field, item),
            JsonValueKind.Number => item.GetRawText(),
            _ => throw Problem(field, $"holds a JSON {item.ValueKind}; it is an array of texts."),
        })];
    }

    private string Text(string field, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Problem(field, "is no Unicode text: half a surrogate pair is escaped in it.");
        }
    }
}
