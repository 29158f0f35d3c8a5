using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.CrossValidate;

/// <summary>The JSON of the cross-validate command: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CrossValidateReport))]
internal sealed partial class CrossValidateReportJson : JsonSerializerContext;
