using System.Text.Json.Serialization;

namespace Eccos.Predictors;

/// <summary>One array of a model file.</summary>
/// <param name="Name">Its name, with the names of the sections it stands in before it, separated by points.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Length">The number of values.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal digits.</param>
internal sealed record ModelPart(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("type")] PartType Type,
    [property: JsonPropertyName("length")] long Length,
    [property: JsonPropertyName("sha256")] string Sha256);
