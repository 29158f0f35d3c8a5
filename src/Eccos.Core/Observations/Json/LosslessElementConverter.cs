using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos.Observations;

/// <summary>Writes any value as it was read, one that holds half of a surrogate pair too, which the serializer refuses to write.</summary>
internal sealed class LosslessElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        // A value that a host made of several lines would break the line of its record.
        var json = JsonMarshal.GetRawUtf8Value(value);
        if (LosslessTextConverter.HoldsLoneSurrogate(json) && !json.Contains((byte)'\n'))
            writer.WriteRawValue(json);
        else
            value.WriteTo(writer);
    }
}
