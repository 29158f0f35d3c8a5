using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos.Observations;

/// <summary>
/// Reads and writes any text without loss. The answer of an LLM that is cut off in the middle of a character ends in half of a surrogate
/// pair: JSON can state it as an escape, but the serializer refuses to read it and writes a replacement character for it.
/// </summary>
internal sealed class LosslessTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.ValueIsEscaped)
            return reader.GetString();
        return Unescape(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));
    }

    /// <summary>Whether the JSON of a value holds half of a surrogate pair, as an escape.</summary>
    public static bool HoldsLoneSurrogate(ReadOnlySpan<byte> json) => json.IndexOf("\\u"u8) >= 0 && NextLoneSurrogate(Unescape(Encoding.UTF8.GetString(json)), 0) >= 0;

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (NextLoneSurrogate(value, 0) < 0)
            writer.WriteStringValue(value);
        else
            writer.WriteRawValue(Escape(value, options.Encoder ?? JavaScriptEncoder.Default), skipInputValidation: true);
    }

    // The reader has checked the escapes already.
    private static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var k = 0; k < escaped.Length; k++)
        {
            if (escaped[k] != '\\')
            {
                text.Append(escaped[k]);
                continue;
            }

            k++;
            text.Append(escaped[k] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(escaped.AsSpan(k + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            });
            if (escaped[k] == 'u')
                k += 4;
        }

        return text.ToString();
    }

    private static string Escape(string text, JavaScriptEncoder encoder)
    {
        var escaped = new StringBuilder(text.Length + 16).Append('"');
        var start = 0;
        for (var lone = NextLoneSurrogate(text, 0); lone >= 0; lone = NextLoneSurrogate(text, start))
        {
            escaped.Append(encoder.Encode(text[start..lone])).Append(CultureInfo.InvariantCulture, $"\\u{(int)text[lone]:x4}");
            start = lone + 1;
        }

        return escaped.Append(encoder.Encode(text[start..])).Append('"').ToString();
    }

    private static int NextLoneSurrogate(string text, int start)
    {
        for (var k = start; k < text.Length; k++)
        {
            var offset = text.AsSpan(k).IndexOfAnyInRange('\ud800', '\udfff');
            if (offset < 0)
                return -1;
            k += offset;
            if (k + 1 == text.Length || !char.IsSurrogatePair(text[k], text[k + 1]))
                return k;
            k++;
        }

        return -1;
    }
}
