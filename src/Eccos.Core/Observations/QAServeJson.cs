using System.Text.Json.Serialization;

namespace Eccos.Observations;

/// <summary>The JSON contract of a record, generated at build time: no reflection, ready for trimming and native compilation.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QAServeRecord))]
internal sealed partial class QAServeJson : JsonSerializerContext;
