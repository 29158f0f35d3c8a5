using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Replay.Speeds;

/// <summary>The JSON of speed cards: snake_case names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpeedCard[]))]
internal sealed partial class SpeedCardJson : JsonSerializerContext;
