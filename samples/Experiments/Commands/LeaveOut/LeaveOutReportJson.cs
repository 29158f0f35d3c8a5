using System.Text.Json.Serialization;

namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>The JSON of the leave-out command: snake_case names, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(LeaveOutReport))]
internal sealed partial class LeaveOutReportJson : JsonSerializerContext;
