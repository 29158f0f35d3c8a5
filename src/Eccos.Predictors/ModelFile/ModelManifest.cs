using System.Text.Json.Serialization;

namespace Eccos.Predictors;

/// <summary>The table of contents of a model file, and the values that are too small for a part of their own.</summary>
/// <param name="Parts">The arrays, in the order in which they follow the manifest without a gap.</param>
/// <param name="Numbers">Single numbers by name; JSON keeps each exactly.</param>
/// <param name="Kinds">Kinds by name, which say how a section is to be read.</param>
internal sealed record ModelManifest(
    [property: JsonPropertyName("parts")] IReadOnlyList<ModelPart> Parts,
    [property: JsonPropertyName("numbers")] IReadOnlyDictionary<string, double> Numbers,
    [property: JsonPropertyName("kinds")] IReadOnlyDictionary<string, string> Kinds);
