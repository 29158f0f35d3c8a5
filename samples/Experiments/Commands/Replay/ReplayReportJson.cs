using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Replay;

/// <summary>The JSON of the replay command: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReplayReport))]
internal sealed partial class ReplayReportJson : JsonSerializerContext;
