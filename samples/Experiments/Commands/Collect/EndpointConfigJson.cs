using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Collect;

/// <summary>The JSON of a collect configuration: an array of endpoints; a field it does not know is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EndpointConfig[]))]
internal sealed partial class EndpointConfigJson : JsonSerializerContext;
