using System.Globalization;

namespace Eccos;

/// <summary>
/// Solves a batch whose floor is to hold by itself, on outcomes with a confidence where one is named:
/// <code>
/// optimise  subject to  q(x) at least alpha + z sigma(x)          z: quantile of the confidence, sigma(x): see <see cref="RealisedError"/>
/// </code>
/// sigma depends on what is chosen, but hardly: alpha + z sigma of the last choice is asked for until a choice keeps its own margin and none is to be gained by
/// asking for less. Each solve starts from the prices of the one before.
/// </summary>
internal static class BatchFloorSearch
{
    private const int MostSolves = 6;
    private const double Tolerance = 2e-4;

    public static BatchSolution Solve(BatchProblem problem)
    {
        var (goal, prediction) = (problem.Goal, problem.Forecast.Prediction);
        var alpha = goal.QualityFloor!.Value;
        if (goal.FloorConfidence is not { } confidence || problem.Forecast.Queries.Count == 0)
            return Solution(problem, problem.Solve(alpha), alpha, z: 0);

        var z = StandardNormal.Quantile(confidence);
        var asked = alpha + (z * Best(problem.Forecast).Over(problem.Forecast.Queries.Count));
        BatchSolution? best = null;
        for (var k = 0; k < MostSolves; k++)
        {
            var assignment = problem.Solve(Math.Min(asked, 1));
            var solution = Solution(problem, assignment, asked, z);
            if (!assignment.IsFound || assignment.Infeasibility is not null)
                return best ?? Refused(solution, confidence);
            var needed = alpha + solution.Floor!.Margin;
            if (assignment.Quality >= needed - 1e-12 && IsBetter(assignment, best?.Assignment, goal.Objective))
                best = solution;
            if (best is not null && Math.Abs(asked - needed) <= Tolerance)
                return best;

            // Asking for exactly what the last choice needed may leave the next one a hair short of its own need.
            asked = needed + (Tolerance / 2);
        }

        return best ?? Solution(problem, problem.Solve(Math.Min(asked + (10 * Tolerance), 1)), asked + (10 * Tolerance), z);

        static bool IsBetter(Assignment candidate, Assignment? incumbent, Objective objective) => incumbent is null
            || (objective == Objective.LeastCost ? candidate.Cost < incumbent.Cost : candidate.Quality > incumbent.Quality);
    }

    private static BatchSolution Solution(BatchProblem problem, Assignment assignment, double asked, double z)
    {
        var error = RealisedError.Of(problem.Forecast.Expected, assignment.EndpointOf);
        var sigma = error.Over(error.Queries);
        return problem.Solution(assignment, new BatchFloor(problem.Goal.QualityFloor!.Value, asked, z * sigma, sigma));
    }

    /// <summary>The error of sending every query where it is likeliest to succeed, to begin with.</summary>
    private static RealisedError Best(Forecast forecast)
    {
        var m = forecast.Cost.EndpointCount;
        var choice = new int[forecast.Queries.Count];
        for (var i = 0; i < choice.Length; i++)
        {
            choice[i] = Assignment.Unassigned;
            for (var j = 0; j < m; j++)
            {
                if (forecast.Eligible[(i * m) + j] && (choice[i] < 0 || forecast.Prediction.Success[i, j] > forecast.Prediction.Success[i, choice[i]]))
                    choice[i] = j;
            }
        }

        return RealisedError.Of(forecast.Prediction, choice);
    }

    /// <summary>Says what confidence the floor can be had with, where that is what was too much.</summary>
    private static BatchSolution Refused(BatchSolution solution, double confidence)
    {
        if (solution.Assignment.Infeasibility is not { } infeasibility || solution.Floor is not { } floor)
            return solution;
        var highest = infeasibility.HighestQuality ?? (solution.Assignment.IsFound ? solution.Assignment.Quality : null);
        var margin = floor.Asked - floor.Required;
        var sigma = margin / StandardNormal.Quantile(confidence);
        var reachable = highest is { } q && sigma > 0
            ? string.Create(CultureInfo.InvariantCulture, $" The highest predicted success that can be reached, {q:0.0000}, holds the floor with a confidence of {StandardNormal.Cumulative((q - floor.Required) / sigma):0.000}.")
            : "";
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"The floor of {floor.Required} with a confidence of {confidence} asks for a predicted success of {floor.Asked:0.0000}: a margin of {margin:0.0000}.{reachable} {infeasibility.Message}");
        return solution with { Assignment = solution.Assignment with { Infeasibility = infeasibility with { Message = message } } };
    }
}
