namespace Eccos.Optimization.Tests.Support;

/// <summary>Small random problems of all kinds: ties, zero costs, extreme scales, every limit present or absent, often infeasible.</summary>
internal static class RandomProblem
{
    public static AssignmentProblem Small(int seed, int mostQueries = 5, int mostEndpoints = 4)
    {
        var random = new Random(seed);
        var n = random.Next(0, mostQueries + 1);
        var m = random.Next(1, mostEndpoints + 1);
        var cost = Matrix(n, m, Costs(random));
        var quality = Matrix(n, m, Qualities(random));
        var tokens = random.Next(4) == 0 ? Matrix(n, m, () => random.Next(0, 2000)) : null;
        if (n > 1 && random.Next(4) == 0)
            (cost, quality, tokens) = (Repeated(random, cost), Repeated(random, quality), tokens is null ? null : Repeated(random, tokens));
        var shares = random.Next(4) == 0;
        return new AssignmentProblem(cost, quality)
        {
            Objective = (Objective)random.Next(3),
            QualityWeight = random.Next(3) == 0 ? 0 : Weight(random, cost, quality),
            Groups = n == 0 || random.Next(3) > 0 ? [] : Groups(random, cost, quality),
            MinimumShares = shares ? [.. Enumerable.Range(0, m).Select(_ => random.Next(2) == 0 ? (double?)null : random.Next(0, 7) / 10.0)] : null,
            MaximumShares = shares ? [.. Enumerable.Range(0, m).Select(_ => random.Next(2) == 0 ? (double?)null : random.Next(2, 11) / 10.0)] : null,
            QualityFloor = random.Next(3) == 0 ? null : Between(random, quality, n, 1),
            Budget = random.Next(2) == 0 ? null : Between(random, cost, n, n),
            WorkloadLimits = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, m).Select(_ => random.Next(4) == 0 ? (int?)null : random.Next(0, n + 1))],
            Tokens = tokens,
            TokenLimits = tokens is null ? null : [.. Enumerable.Range(0, m).Select(_ => random.Next(3) == 0 ? (double?)null : random.Next(0, 4000))],
            Eligible = random.Next(3) == 0 ? Enumerable.Range(0, n * m).Select(_ => random.Next(6) != 0).ToArray() : default,
            WhenInfeasible = (InfeasiblePolicy)random.Next(4),
        };
    }

    /// <summary>Endpoints of rising price and skill, queries of different length and difficulty; every endpoint takes its share and a bit more.</summary>
    public static AssignmentProblem Realistic(int queries, int endpoints, int seed, Objective objective = Objective.LeastCost, double headroom = 1.25)
    {
        var random = new Random(seed);
        var cost = new double[queries * endpoints];
        var quality = new double[queries * endpoints];
        for (var i = 0; i < queries; i++)
        {
            var (difficulty, length) = ((3 * random.NextDouble()) - 1.5, Math.Exp(3 * random.NextDouble()));
            for (var j = 0; j < endpoints; j++)
            {
                var k = (i * endpoints) + j;
                quality[k] = 1 / (1 + Math.Exp(-((0.4 * j) - 1.5 - difficulty + (0.8 * (random.NextDouble() - 0.5)))));
                cost[k] = 1e-5 * Math.Pow(1.8, j) * length * (0.7 + (0.6 * random.NextDouble()));
            }
        }

        var (meanQuality, meanCost) = (queries == 0 ? 0 : quality.Average(), queries == 0 ? 0 : cost.Average());
        return new AssignmentProblem(new QueryEndpointMatrix(cost, endpoints), new QueryEndpointMatrix(quality, endpoints))
        {
            Objective = objective,
            QualityWeight = meanQuality == 0 ? 0 : meanCost / meanQuality,
            QualityFloor = objective == Objective.LeastCost ? Math.Min(1, meanQuality + 0.02) : null,
            Budget = objective == Objective.BestQuality ? meanCost * queries * 0.7 : null,
            WorkloadLimits = [.. Enumerable.Repeat((int?)Math.Ceiling(headroom * queries / endpoints), endpoints)],
        };
    }

    /// <summary>A realistic batch with limits of every kind, most of them near what binds.</summary>
    public static AssignmentProblem Rich(int queries, int endpoints, int seed)
    {
        var basis = Realistic(queries, endpoints, seed, (Objective)(seed % 3), 1.1 + (seed % 4));
        var random = new Random(seed);
        var meanCost = basis.Cost.Values.ToArray().Average();
        int[] tenant = [.. Enumerable.Range(0, queries).Where(_ => random.Next(3) == 0)];
        int[] task = [.. Enumerable.Range(0, queries).Where(_ => random.Next(4) == 0)];
        var tokens = new QueryEndpointMatrix([.. Enumerable.Range(0, queries * endpoints).Select(_ => (double)random.Next(100, 2000))], endpoints);
        return new AssignmentProblem(basis.Cost, basis.Quality)
        {
            Objective = basis.Objective,
            QualityWeight = basis.QualityWeight,
            QualityFloor = basis.QualityFloor,
            Budget = basis.Budget,
            WorkloadLimits = basis.WorkloadLimits,
            Groups = random.Next(3) == 0 ? [] :
            [
                new QueryGroup("tenant", tenant) { QualityFloor = tenant.Length == 0 ? null : tenant.Average(i => basis.Quality.Row(i).ToArray().Average()) + 0.03 },
                new QueryGroup("task", task) { Budget = task.Length * meanCost * 0.8, QualityFloor = random.Next(2) == 0 ? null : 0.4 },
            ],
            MinimumShares = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, endpoints).Select(j => j == 0 ? null : (double?)random.Next(0, 15) / 100)],
            MaximumShares = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, endpoints).Select(j => j == 1 ? (double?)0.3 : null)],
            Tokens = tokens,
            TokenLimits = random.Next(3) > 0 ? null : [.. Enumerable.Range(0, endpoints).Select(j => j == 0 ? (double?)450.0 * queries : null)],
        };
    }

    /// <summary>A realistic batch of four tenants, each with a floor of its own near what its queries reach on average; every other seed with a floor of all as well.</summary>
    public static AssignmentProblem Tenants(int queries, int endpoints, int seed)
    {
        const int Count = 4;
        var basis = Realistic(queries, endpoints, seed, headroom: seed % 3 == 0 ? 3 : 1.15);
        return new AssignmentProblem(basis.Cost, basis.Quality)
        {
            QualityFloor = seed % 2 == 0 ? basis.QualityFloor : null,
            WorkloadLimits = basis.WorkloadLimits,
            Groups =
            [
                .. Enumerable.Range(0, Count).Select(k =>
                {
                    int[] members = [.. Enumerable.Range(0, queries).Where(i => i % Count == k)];
                    return new QueryGroup($"tenant {k}", members) { QualityFloor = Math.Min(1, members.Average(i => basis.Quality.Row(i).ToArray().Average()) + (0.01 * k)) };
                }),
            ],
        };
    }

    private static QueryGroup[] Groups(Random random, QueryEndpointMatrix cost, QueryEndpointMatrix quality) =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(k =>
        {
            var queries = Enumerable.Range(0, cost.QueryCount).Where(_ => random.Next(2) == 0).ToArray();
            return new QueryGroup($"group {k}", queries)
            {
                QualityFloor = random.Next(3) == 0 ? null : Between(random, quality, queries, mean: true),
                Budget = random.Next(2) == 0 ? null : Between(random, cost, queries, mean: false),
            };
        }),
    ];

    private static double Between(Random random, QueryEndpointMatrix matrix, int[] queries, bool mean)
    {
        if (queries.Length == 0)
            return random.NextDouble();
        var sum = queries.Sum(i => matrix[i, random.Next(matrix.EndpointCount)]) * (random.Next(3) == 0 ? 1 : 0.7 + (0.6 * random.NextDouble()));
        return mean ? Math.Min(1, sum / queries.Length) : sum;
    }

    /// <summary>A weight at which neither side of the sum is nothing.</summary>
    private static double Weight(Random random, QueryEndpointMatrix cost, QueryEndpointMatrix quality)
    {
        var (c, a) = (0.0, 0.0);
        foreach (var value in cost.Values)
            c += value;
        foreach (var value in quality.Values)
            a += value;
        return a == 0 ? 1 : c / a * Math.Pow(10, (2 * random.NextDouble()) - 1);
    }

    /// <summary>Few kinds of queries, each several times.</summary>
    private static QueryEndpointMatrix Repeated(Random random, QueryEndpointMatrix matrix)
    {
        var kinds = random.Next(1, 3);
        return new([.. Enumerable.Range(0, matrix.QueryCount).SelectMany(i => matrix.Row(i % kinds).ToArray())], matrix.EndpointCount);
    }

    private static Func<double> Costs(Random random)
    {
        var exponent = random.Next(-9, 3);
        return random.Next(5) switch
        {
            0 => () => 0,
            1 => () => random.Next(0, 4) * Math.Pow(10, exponent),
            2 => () => Math.Pow(10, (12 * random.NextDouble()) - 9),
            _ => () => random.NextDouble() * Math.Pow(10, exponent),
        };
    }

    private static Func<double> Qualities(Random random) => random.Next(4) switch
    {
        0 => () => random.Next(0, 2),
        1 => () => random.Next(0, 11) / 10.0,
        _ => random.NextDouble,
    };

    private static QueryEndpointMatrix Matrix(int n, int m, Func<double> value) =>
        new([.. Enumerable.Range(0, n * m).Select(_ => value())], m);

    /// <summary>A limit around what a random assignment needs; sometimes exactly that.</summary>
    private static double Between(Random random, QueryEndpointMatrix matrix, int n, double most)
    {
        if (n == 0)
            return random.NextDouble();
        var sum = Enumerable.Range(0, n).Sum(i => matrix[i, random.Next(matrix.EndpointCount)]);
        var factor = random.Next(3) == 0 ? 1 : 0.7 + (0.6 * random.NextDouble());
        return Math.Min(sum / n * factor * most, most == 1 ? 1 : double.MaxValue);
    }
}
