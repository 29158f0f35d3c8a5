using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos.Experiments.Files;

/// <summary>JSON for files that people read too: names of any script stand as they are, not as escapes.</summary>
internal static class ReadableJson
{
    /// <summary>The options of a context, with the readable encoder; for a context of its own.</summary>
    public static JsonSerializerOptions Options(JsonSerializerContext context) =>
        new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
