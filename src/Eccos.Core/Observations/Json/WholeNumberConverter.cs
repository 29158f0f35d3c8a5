using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos.Observations;

/// <summary>Reads whole numbers however they are written: table software that knows floating-point columns alone writes 12 as 12.0.</summary>
internal sealed class WholeNumberConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt32(out var whole))
                return whole;
            if (reader.TryGetDouble(out var value) && double.IsInteger(value) && value is >= int.MinValue and <= int.MaxValue)
                return (int)value;
        }

        throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"has the wrong type: a whole number from {int.MinValue} to {int.MaxValue} is needed"));
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
