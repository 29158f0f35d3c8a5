using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Replay.Speeds;

/// <summary>The JSON of speed cards: snake_case names; an entry has a name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SpeedCard?[]))]
internal sealed partial class SpeedCardJson : JsonSerializerContext;
