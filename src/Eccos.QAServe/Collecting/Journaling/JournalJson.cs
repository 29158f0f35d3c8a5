using System.Text.Json.Serialization;
using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>The JSON of a journal, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(LosslessTextConverter)])]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
internal sealed partial class JournalJson : JsonSerializerContext;
