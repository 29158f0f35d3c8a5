using System.Text.Json.Serialization;

namespace Eccos.Experiments.Pools;

/// <summary>The two forms of a models.json: an array of cards, or an object of such arrays.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EndpointCard[]))]
[JsonSerializable(typeof(Dictionary<string, EndpointCard[]>))]
internal sealed partial class EndpointCardJson : JsonSerializerContext;
