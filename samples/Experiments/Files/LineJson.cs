using System.Text.Json.Serialization;
using Eccos.QAServe;

namespace Eccos.Experiments.Files;

/// <summary>The JSON of the line files: snake_case names, no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PredictionLine))]
[JsonSerializable(typeof(DecisionLine))]
[JsonSerializable(typeof(OutcomeForecast))]
internal sealed partial class LineJson : JsonSerializerContext;
