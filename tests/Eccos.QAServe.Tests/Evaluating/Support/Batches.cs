namespace Eccos.QAServe.Tests;

/// <summary>Batches made up for tests.</summary>
internal static class Batches
{
    public static Query[] Queries(int count) => [.. Enumerable.Range(0, count).Select(i => new Query($"q{i}", $"text {i}"))];

    public static RoutingBatch Of(double[,] success, double[,] costUsd, int?[]? free = null, int position = 0) => new(
        Queries(success.GetLength(0)),
        Matrix(success),
        Matrix(costUsd),
        free ?? new int?[success.GetLength(1)],
        position);

    public static RoutingBatch Random(int queries, int endpoints, int seed, int?[]? free = null)
    {
        var random = new Random(seed);
        var (success, cost) = (new double[queries, endpoints], new double[queries, endpoints]);
        for (var i = 0; i < queries; i++)
        {
            for (var j = 0; j < endpoints; j++)
                (success[i, j], cost[i, j]) = (random.NextDouble(), random.NextDouble());
        }

        return Of(success, cost, free);
    }

    public static QueryEndpointMatrix Matrix(double[,] values) => new([.. values.Cast<double>()], values.GetLength(1));
}
