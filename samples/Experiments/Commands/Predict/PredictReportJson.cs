using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Predict;

/// <summary>The JSON of the predict command: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PredictReport))]
internal sealed partial class PredictReportJson : JsonSerializerContext;
