using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>The JSON of streaming.json: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(StreamReport))]
internal sealed partial class StreamReportJson : JsonSerializerContext;
