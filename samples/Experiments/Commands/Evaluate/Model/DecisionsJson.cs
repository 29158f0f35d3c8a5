using System.Text.Json.Serialization;
using Eccos.Experiments.Commands.Evaluate.Deciding;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>The JSON of a line of decisions: snake_case names, no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DecisionsLine))]
internal sealed partial class DecisionsJson : JsonSerializerContext;
