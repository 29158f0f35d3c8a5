using System.Text.Json.Serialization;
using Eccos.Observations;

namespace Eccos;

/// <summary>The JSON contract of a decision, generated at build time: snake_case names, without what is null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(LosslessTextConverter),
        typeof(PlacementIdConverter),
        typeof(SnakeCaseName<PlacementReason>),
        typeof(SnakeCaseName<Objective>),
        typeof(SnakeCaseName<WhenFull>),
        typeof(SnakeCaseName<InfeasiblePolicy>),
        typeof(SnakeCaseName<EndpointVerdict>),
        typeof(SnakeCaseName<CapacityKind>),
        typeof(SnakeCaseName<LimitKind>),
    ])]
[JsonSerializable(typeof(DecisionRecord))]
internal sealed partial class DecisionJson : JsonSerializerContext;
