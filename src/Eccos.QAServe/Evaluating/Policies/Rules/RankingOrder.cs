namespace Eccos.QAServe;

/// <summary>Sorts endpoints by keys; equal ones stay in pool order, so that every order is the same on every machine.</summary>
internal static class RankingOrder
{
    /// <summary>By the first key, then by the second, both ascending.</summary>
    public static void By(Span<int> order, Func<int, double> first, Func<int, double> second)
    {
        var keys = new (double First, double Second, int Endpoint)[order.Length];
        for (var k = 0; k < keys.Length; k++)
            keys[k] = (first(order[k]), second(order[k]), order[k]);
        Array.Sort(keys);
        for (var k = 0; k < keys.Length; k++)
            order[k] = keys[k].Endpoint;
    }
}
