namespace Eccos.QAServe;

/// <summary>
/// Sorts endpoints by keys; those whose key is not known come last, and equal ones stay in pool order, so that every order is the same on every machine.
/// </summary>
internal static class RankingOrder
{
    /// <summary>By the first key, then by the second, both ascending.</summary>
    public static void By(Span<int> order, Func<int, double> first, Func<int, double> second)
    {
        var keys = new (double First, double Second, int Endpoint)[order.Length];
        for (var k = 0; k < keys.Length; k++)
            keys[k] = (OrLast(first(order[k])), OrLast(second(order[k])), order[k]);
        Array.Sort(keys);
        for (var k = 0; k < keys.Length; k++)
            order[k] = keys[k].Endpoint;
    }

    private static double OrLast(double key) => double.IsNaN(key) ? double.PositiveInfinity : key;
}
