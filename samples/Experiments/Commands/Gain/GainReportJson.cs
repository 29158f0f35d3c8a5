using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Gain;

/// <summary>The JSON of the gain command: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(GainReport))]
internal sealed partial class GainReportJson : JsonSerializerContext;
