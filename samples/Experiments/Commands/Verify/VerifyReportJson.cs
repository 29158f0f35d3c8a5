using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Verify;

/// <summary>The JSON of the verify command: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(VerifyReport))]
internal sealed partial class VerifyReportJson : JsonSerializerContext;
