using System.Text.Json.Serialization;

namespace Eccos.Observations;

/// <summary>The JSON contract of a line, generated at build time: no reflection, ready for trimming and native compilation.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, Converters = [typeof(LosslessTextConverter), typeof(LosslessElementConverter), typeof(WholeNumberConverter)])]
[JsonSerializable(typeof(RecordLine))]
[JsonSerializable(typeof(OutputLine))]
internal sealed partial class QAServeJson : JsonSerializerContext;
