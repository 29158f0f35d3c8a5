namespace Eccos.Core.Tests.Support;

/// <summary>Endpoints with one slot each, for which queries wait.</summary>
internal static class OneSlot
{
    public static EccosOptions Options(params string[] endpoints)
    {
        var options = new EccosOptions { Streaming = { WhenFull = WhenFull.Wait } };
        foreach (var name in endpoints)
            options.Endpoints.Add(new Endpoint(name) { Prices = new TokenPrices(1, 2), ConcurrencyLimit = 1 });
        return options;
    }

    public static Query Query(string id) => new(id, "text") { InputTokens = 50 };
}
