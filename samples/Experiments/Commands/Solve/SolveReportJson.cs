using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>The JSON of the solve command: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(SolveReport))]
internal sealed partial class SolveReportJson : JsonSerializerContext;
