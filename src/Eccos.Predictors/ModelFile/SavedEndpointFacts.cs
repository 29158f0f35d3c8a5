namespace Eccos.Predictors;

/// <summary>Endpoints in a model file, with what <see cref="EndpointFacts"/> compares them by: names, prices and facts.</summary>
internal static class SavedEndpointFacts
{
    private const string Names = "names";
    private const string InputPrices = "input_prices";
    private const string OutputPrices = "output_prices";
    private const string Facts = "facts";
    private const string FactCounts = "fact_counts";

    public static void Write(IReadOnlyList<Endpoint> endpoints, ModelWriter writer)
    {
        writer.Texts(Names, [.. endpoints.Select(endpoint => endpoint.Name)]);
        writer.Array(InputPrices, endpoints.Select(endpoint => endpoint.Prices?.Input ?? double.NaN).ToArray());
        writer.Array(OutputPrices, endpoints.Select(endpoint => endpoint.Prices?.Output ?? double.NaN).ToArray());
        writer.Array(FactCounts, endpoints.Select(endpoint => endpoint.Facts.Count).ToArray());
        writer.Texts(Facts, [.. endpoints.SelectMany(endpoint => endpoint.Facts).SelectMany(fact => (string[])[fact.Key, fact.Value])]);
    }

    public static Endpoint[] Read(ModelReader reader)
    {
        var names = reader.Texts(Names);
        var input = reader.Doubles(InputPrices, names.Length, orMissing: true);
        var output = reader.Doubles(OutputPrices, names.Length, orMissing: true);
        var counts = reader.Integers(FactCounts, names.Length, least: 0);
        var facts = reader.Texts(Facts);
        if (2 * counts.Sum(count => (long)count) != facts.Length)
            throw reader.Wrong(Facts, $"holds {facts.Length} texts; {FactCounts} tells of {counts.Sum(count => (long)count)} pairs.");
        var endpoints = new Endpoint[names.Length];
        var next = 0;
        for (var j = 0; j < names.Length; j++)
        {
            var own = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var k = 0; k < counts[j]; k++, next += 2)
                own[facts[next]] = facts[next + 1];
            endpoints[j] = new Endpoint(names[j])
            {
                Prices = double.IsNaN(input[j]) || double.IsNaN(output[j]) ? null : new TokenPrices(input[j], output[j]),
                Facts = own,
            };
        }

        return endpoints;
    }

    /// <exception cref="ModelFileException">There is none, or a name or price breaks the rules of a pool.</exception>
    public static ModelPool ReadPool(ModelReader reader)
    {
        try
        {
            return new ModelPool(Read(reader));
        }
        catch (ArgumentException exception)
        {
            throw reader.Wrong(Names, $"are not those of a pool: {exception.Message}", exception);
        }
    }
}
