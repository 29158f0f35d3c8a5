using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.Route;

/// <summary>The JSON of report.json: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RouteReport))]
internal sealed partial class RouteReportJson : JsonSerializerContext;
