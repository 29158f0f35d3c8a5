using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos;

/// <summary>Writes the id of a placement as its text.</summary>
internal sealed class PlacementIdConverter : JsonConverter<PlacementId>
{
    public override PlacementId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && PlacementId.TryParse(reader.GetString(), out var id)
            ? id
            : throw new JsonException("is not the id of a placement: 32 hexadecimal digits");

    public override void Write(Utf8JsonWriter writer, PlacementId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
