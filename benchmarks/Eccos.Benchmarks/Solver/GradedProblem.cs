using Eccos.Optimization;

namespace Eccos.Benchmarks.Solver;

/// <summary>
/// Batches of graded difficulty: endpoints whose skill and price rise together, queries of random difficulty and length,
/// <code>
/// a_ij = sigmoid(skill_j - difficulty_i + noise)     c_ij = price_j x length_i x noise
/// </code>
/// with the floor at a given part of what lies between the quality of the cheapest and that of the best assignment under the workload.
/// </summary>
internal static class GradedProblem
{
    /// <summary>Makes a batch.</summary>
    /// <param name="n">Queries.</param>
    /// <param name="m">Endpoints.</param>
    /// <param name="headroom">All slots together are this many times the queries.</param>
    /// <param name="part">The floor: 0 for what the cheapest assignment reaches, 1 for the most that can be reached.</param>
    /// <param name="seed">Decides all random numbers.</param>
    public static AssignmentProblem Create(int n, int m, double headroom, double part, int seed)
    {
        var random = new Random(seed);
        var (skill, price) = (new double[m], new double[m]);
        for (var j = 0; j < m; j++)
        {
            var grade = m == 1 ? 0.5 : j / (m - 1.0);
            skill[j] = -1 + (3 * grade) + (0.3 * Normal(random));
            price[j] = 1e-4 * Math.Exp((4 * grade) + (0.3 * Normal(random)));
        }

        var (cost, quality) = (new double[n * m], new double[n * m]);
        for (var i = 0; i < n; i++)
        {
            var (difficulty, length) = (1.5 * Normal(random), Math.Exp(0.5 * Normal(random)));
            for (var j = 0; j < m; j++)
            {
                quality[(i * m) + j] = 1 / (1 + Math.Exp(difficulty - skill[j] - (0.4 * Normal(random))));
                cost[(i * m) + j] = price[j] * length * Math.Exp(0.2 * Normal(random));
            }
        }

        var (c, a) = (new QueryEndpointMatrix(cost, m), new QueryEndpointMatrix(quality, m));
        int?[] slots = [.. Enumerable.Repeat((int?)Math.Ceiling(headroom * n / m), m)];
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 1e-5 });
        var lowest = optimizer.Solve(new AssignmentProblem(c, a) { WorkloadLimits = slots }).Quality;
        var highest = optimizer.Solve(new AssignmentProblem(c, a) { WorkloadLimits = slots, Objective = Objective.BestQuality }).Quality;
        return new AssignmentProblem(c, a) { WorkloadLimits = slots, QualityFloor = lowest + (part * (highest - lowest)) };
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
