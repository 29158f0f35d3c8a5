using System.Text.Json;
using Eccos;

namespace QuickStart.Data;

/// <summary>
/// Reads prices from endpoint cards: an array of <c>{"model", "input_usd_per_mtok", "output_usd_per_mtok", …}</c>, or an object of such arrays
/// keyed by the name of the data set.
/// </summary>
internal static class EndpointCards
{
    /// <summary>The prices by endpoint; an endpoint whose prices are null has no entry.</summary>
    /// <exception cref="EccosException">The file is not of this form, or has no entry for the data set.</exception>
    public static Dictionary<string, TokenPrices> Read(FileInfo file, string dataSet)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var cards = json.RootElement;
            if (cards.ValueKind == JsonValueKind.Object && !cards.TryGetProperty(dataSet, out cards))
                throw new EccosException($"{file.Name} has no entry '{dataSet}'.");
            var prices = new Dictionary<string, TokenPrices>(StringComparer.Ordinal);
            foreach (var card in cards.EnumerateArray())
            {
                if (Price(card, "input_usd_per_mtok") is { } input && Price(card, "output_usd_per_mtok") is { } output)
                    prices.Add(card.GetProperty("model").GetString()!, new TokenPrices(input, output));
            }

            return prices;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new EccosException($"{file.Name} is not a file of endpoint cards: {exception.Message}", exception);
        }
    }

    private static double? Price(JsonElement card, string field) =>
        !card.TryGetProperty(field, out var price) || price.ValueKind == JsonValueKind.Null ? null
        : price.GetDouble() is >= 0 and < double.PositiveInfinity and var usd ? usd
        : throw new FormatException($"{field} is {price}; it is 0 or more.");
}
