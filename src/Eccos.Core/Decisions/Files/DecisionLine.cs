using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Eccos.Observations;

namespace Eccos;

/// <summary>Makes a decision of a line and a line of a decision, or says which field is wrong and how.</summary>
internal static class DecisionLine
{
    private const string MissingPrefix = "including: '";

    // Letters of every script are written as they are, not as escapes.
    private static readonly DecisionJson _json = new(new JsonSerializerOptions(DecisionJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static ReadOnlySpan<byte> Start => "{\"query_id\":"u8;

    /// <summary>Whether a line without its line feed begins as decisions are written and has no end yet: it is being written, or that was broken off.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> line)
    {
        // A machine that goes down may leave zeros where the rest would have come.
        line = line.TrimEnd((byte)0);
        if (!line.StartsWith(Start) && !Start.StartsWith(line))
            return false;
        var json = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (json.Read())
            {
                if (json.CurrentDepth == 0 && json.TokenType == JsonTokenType.EndObject)
                    return false;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <exception cref="QAServeFormatException">The line is not a decision.</exception>
    public static DecisionRecord Parse(ReadOnlySpan<byte> line, string file, long number)
    {
        if (!Utf8.IsValid(line))
            throw new QAServeFormatException(file, number, null, "is not UTF-8; the encoding of a decision file is UTF-8.");
        var decision = Deserialize(line, file, number);
        if (DecisionRules.FirstBreach(decision) is { } breach)
            throw new QAServeFormatException(file, number, breach.Field, breach.Problem);
        return decision;
    }

    /// <summary>The line of a decision, with the line feed that ends it.</summary>
    /// <exception cref="EccosException">A value of the decision is out of range or cannot be written.</exception>
    public static byte[] Of(DecisionRecord decision)
    {
        if (DecisionRules.FirstBreach(decision) is { } breach)
            throw new EccosException($"The decision of query '{decision.QueryId}', field '{breach.Field}': {breach.Problem}");
        try
        {
            return [.. JsonSerializer.SerializeToUtf8Bytes(decision, _json.DecisionRecord), (byte)'\n'];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new EccosException($"The decision of query '{decision.QueryId}' cannot be written: {exception.Message}", exception);
        }
    }

    private static DecisionRecord Deserialize(ReadOnlySpan<byte> line, string file, long number)
    {
        try
        {
            return JsonSerializer.Deserialize(line, _json.DecisionRecord)
                ?? throw new QAServeFormatException(file, number, null, "is null; a line holds one decision as a JSON object.");
        }
        catch (JsonException exception)
        {
            var (field, problem) = Told(exception);
            throw new QAServeFormatException(file, number, field, problem, exception);
        }
    }

    // The serializer's own words end in a place within the line, counted from 0, and name its own classes.
    private static (string? Field, string Problem) Told(JsonException exception)
    {
        var path = exception.Path is { Length: > 2 } full && full.StartsWith("$.", StringComparison.Ordinal) ? full[2..] : null;
        var message = exception.Message;
        if (message.IndexOf(MissingPrefix, StringComparison.Ordinal) is >= 0 and var at)
        {
            var start = at + MissingPrefix.Length;
            var name = message[start..message.IndexOf('\'', start)];
            return (path is null ? name : $"{path}.{name}", "is missing; a decision cannot do without it.");
        }

        var place = $" (byte {exception.BytePositionInLine + 1} of the line)";
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return (path, $"has the wrong type, or is no name that is known{place}.");
        if (message.Contains("doesn't allow null values", StringComparison.Ordinal))
            return (path, $"is null; a decision cannot do without it{place}.");
        if (message.StartsWith("Duplicate", StringComparison.Ordinal))
            return (path, $"stands twice in its object{place}.");
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return (path, (end < 0 ? message : message[..end]) + place);
    }
}
