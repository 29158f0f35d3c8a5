using Eccos;

namespace QuickStart.Synthetic;

/// <summary>The eight endpoints, from cheap to dear. Four are generalists, the others do best in a subject or two.</summary>
internal static class SyntheticPool
{
    public static readonly SyntheticEndpoint[] All =
    [
        //                                                  at once  verbosity  arithmetic geography history biology chemistry
        new("small-fast", new TokenPrices(0.05, 0.20),          60, 1.0, [0.3, 0.1, 0.1, 0.2, 0.1]),
        new("small-facts", new TokenPrices(0.10, 0.35),         20, 1.0, [0.2, 2.2, 2.0, 0.4, 0.2]),
        new("small-math", new TokenPrices(0.12, 0.40),          30, 1.5, [2.4, 0.1, 0.0, 0.2, 0.5]),
        new("small-science", new TokenPrices(0.15, 0.50),       20, 1.1, [1.0, 0.7, 0.6, 2.2, 2.4]),
        new("mid-general", new TokenPrices(0.50, 1.50),         40, 1.2, [1.6, 1.7, 1.7, 1.7, 1.6]),
        new("mid-math", new TokenPrices(0.80, 2.40),            30, 1.8, [3.3, 1.0, 0.9, 1.2, 1.6]),
        new("large-general", new TokenPrices(2.00, 8.00),       40, 1.3, [2.8, 2.7, 2.7, 2.7, 2.7]),
        new("flagship", new TokenPrices(3.00, 15.00),           40, 1.4, [3.4, 3.2, 3.2, 3.1, 3.2]),
    ];
}
