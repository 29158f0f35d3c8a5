using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Online;

/// <summary>Queries of different difficulty and length on endpoints of rising price and skill.</summary>
internal static class Traffic
{
    public static (double[][] Cost, double[][] Quality) Realistic(int queries, int endpoints, int seed)
    {
        var problem = RandomProblem.Realistic(queries, endpoints, seed);
        return (Rows(problem.Cost), Rows(problem.Quality));
    }

    /// <summary>Anything: constant or wild rows, costs of any scale, queries out of any reach.</summary>
    public static (double[][] Cost, double[][] Quality) Wild(int queries, int endpoints, int seed)
    {
        var random = new Random(seed);
        var scale = Math.Pow(10, random.Next(-6, 2));
        var (cost, quality) = (new double[queries][], new double[queries][]);
        var reach = 1.0;
        for (var i = 0; i < queries; i++)
        {
            if (random.Next(20) == 0)
                reach = random.NextDouble();
            quality[i] = [.. Enumerable.Range(0, endpoints).Select(_ => random.Next(4) == 0 ? Math.Round(reach * random.NextDouble(), 1) : reach * random.NextDouble())];
            cost[i] = [.. Enumerable.Range(0, endpoints).Select(_ => random.Next(5) == 0 ? 0 : scale * Math.Pow(random.NextDouble(), 3))];
        }

        return (cost, quality);
    }

    public static AssignmentProblem Problem(double[][] cost, double[][] quality, double floor) =>
        new(Matrix(cost), Matrix(quality)) { QualityFloor = floor, WhenInfeasible = InfeasiblePolicy.RelaxFloor };

    public static QueryEndpointMatrix Matrix(double[][] rows) => new([.. rows.SelectMany(row => row)], rows[0].Length);

    private static double[][] Rows(QueryEndpointMatrix matrix) => [.. Enumerable.Range(0, matrix.QueryCount).Select(i => matrix.Row(i).ToArray())];
}
