using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos.Experiments.Pools;

/// <summary>One endpoint of a models.json: its name, its list prices, and facts about it.</summary>
internal sealed record EndpointCard
{
    /// <summary>The name by which record files call the endpoint.</summary>
    public required string Model { get; init; }

    /// <summary>USD per million input tokens; null when unknown.</summary>
    public double? InputUsdPerMtok { get; init; }

    /// <summary>USD per million output tokens; null when unknown.</summary>
    public double? OutputUsdPerMtok { get; init; }

    /// <summary>All other fields, such as parameters_b, active_parameters_b and released; null ones are unknown.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Facts { get; set; }

    /// <summary>The endpoint the card describes.</summary>
    /// <exception cref="EccosException">Only one of the prices is there.</exception>
    public Endpoint ToEndpoint()
    {
        if (InputUsdPerMtok is null != OutputUsdPerMtok is null)
            throw new EccosException($"The card of '{Model}' has only one of input_usd_per_mtok and output_usd_per_mtok; give both, or neither to have the cost learned from cost_usd.");
        return new Endpoint(Model)
        {
            Prices = InputUsdPerMtok is { } input && OutputUsdPerMtok is { } output ? new TokenPrices(input, output) : null,
            Facts = (Facts ?? new Dictionary<string, JsonElement>())
                .Where(fact => fact.Value.ValueKind is not JsonValueKind.Null)
                .ToDictionary(fact => fact.Key, fact => fact.Value.ToString(), StringComparer.Ordinal),
        };
    }
}
