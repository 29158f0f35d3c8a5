using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Eccos.Observations;

/// <summary>Makes a record of a line and a line of a record, or says which field is wrong and how.</summary>
internal static class QAServeLine
{
    // Letters of every script are written as they are, not as escapes.
    private static readonly QAServeJson _json = new(new JsonSerializerOptions(QAServeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>How a writer must be set up to write lines.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="QAServeFormatException">The line is not a record.</exception>
    public static QAServeRecord Parse(ReadOnlySpan<byte> line, string file, long number)
    {
        if (!Utf8.IsValid(line))
            throw new QAServeFormatException(file, number, null, "is not UTF-8; the encoding of a record file is UTF-8.");
        var record = Deserialize(line, file, number).ToRecord(out var missing)
            ?? throw new QAServeFormatException(file, number, missing, "is missing or null; a record cannot do without it.");
        if (QAServeRecordRules.FirstBreach(record) is { } breach)
            throw new QAServeFormatException(file, number, breach.Field, breach.Problem);
        return record;
    }

    /// <exception cref="EccosException">A value of the record is out of range or cannot be written.</exception>
    public static void Write(Utf8JsonWriter json, QAServeRecord record)
    {
        if (QAServeRecordRules.FirstBreach(record) is { } breach)
            throw new EccosException($"Record '{record.Id}', field '{breach.Field}': {breach.Problem}");
        if (Clash(record) is { } clash)
            throw new EccosException($"Record '{record.Id}', field '{clash}': has a property of its own and cannot be among the other fields.");
        try
        {
            JsonSerializer.Serialize(json, RecordLine.From(record), _json.RecordLine);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new EccosException($"Record '{record.Id}' holds a field beside the known ones that cannot be written: {exception.Message}", exception);
        }
    }

    private static string? Clash(QAServeRecord record) =>
        Clash(record.Other, _json.RecordLine) ?? record.Outputs.Index()
            .Where(entry => Clash(entry.Item.Other, _json.OutputLine) is not null)
            .Select(entry => $"outputs[{entry.Index}].{Clash(entry.Item.Other, _json.OutputLine)}")
            .FirstOrDefault();

    private static string? Clash(IReadOnlyDictionary<string, JsonElement>? other, JsonTypeInfo line) =>
        other is null ? null : line.Properties.FirstOrDefault(property => !property.IsExtensionData && other.ContainsKey(property.Name))?.Name;

    private static RecordLine Deserialize(ReadOnlySpan<byte> line, string file, long number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, _json.RecordLine)
                ?? throw new QAServeFormatException(file, number, null, "is null; a line holds one record as a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new QAServeFormatException(file, number, Field(exception), Problem(exception), exception);
        }
    }

    private static string? Field(JsonException exception) =>
        exception.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;

    // The serializer's own words end in a place within the line, counted from 0, and speak of its own classes where a type is wrong.
    private static string Problem(JsonException exception)
    {
        var place = $" (byte {exception.BytePositionInLine + 1} of the line)";
        if (exception.InnerException is InvalidOperationException or FormatException)
            return $"has the wrong type: {exception.InnerException.Message}{place}";
        if (exception.Message.Contains(nameof(RecordLine), StringComparison.Ordinal) || exception.Message.Contains(nameof(OutputLine), StringComparison.Ordinal))
            return exception.Message.StartsWith("Duplicate", StringComparison.Ordinal) ? $"stands twice in its object{place}." : $"has the wrong type{place}.";
        var end = exception.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? exception.Message + place : exception.Message[..end] + place;
    }
}
