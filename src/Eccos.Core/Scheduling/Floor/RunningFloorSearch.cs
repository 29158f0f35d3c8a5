namespace Eccos;

/// <summary>
/// Solves a batch whose floor holds on a running average. All batches share one multiplier, so that a correct answer is bought where it is cheapest:
/// <code>
/// lambda   such that the last queries together meet what the running floor asks        see <see cref="RecentForecasts"/>
/// q        the average success of this batch at lambda; of the choices on both sides of it, mixed as the last queries need it
/// asked    q, but no less than the running floor's least
/// </code>
/// An easy batch is then asked for more than the floor and a hard one for less, as the whole of them would be decided together. Where the limits keep a batch from
/// what lambda asks for, it gets what they allow, and only its least is a must.
/// </summary>
internal static class RunningFloorSearch
{
    public static BatchSolution Solve(BatchProblem problem, RunningFloor floor, RecentForecasts recent)
    {
        var (goal, forecast) = (problem.Goal, problem.Forecast);
        var n = forecast.Queries.Count;
        if (n == 0)
            return problem.Solution(problem.Solve(floor.Floor));
        var request = floor.Request(n);
        var slotPrices = problem.SlotPrices;
        var bracket = recent.Multiplier(request.Asked, slotPrices, request.Multiplier);
        var margin = 0.0;
        if (goal.FloorConfidence is { } confidence)
        {
            // What the outcomes of the last queries may differ by on average, this batch standing for the kind of them.
            margin = StandardNormal.Quantile(confidence) * RealisedError.Of(forecast.Prediction, MultiplierChoice.Of(forecast, slotPrices, bracket.High)).Over(recent.Count);
            bracket = recent.Multiplier(request.Asked + margin, slotPrices, bracket.High);
        }

        var least = Math.Min(request.Least + margin, 1);
        var asked = Math.Clamp(At(bracket.Low) + (bracket.Weight * (At(bracket.High) - At(bracket.Low))), least, 1);
        var assignment = problem.Solve(asked, InfeasiblePolicy.RelaxFloor);
        if (assignment.IsFound && assignment.Infeasibility is not null && assignment.Quality >= least && !assignment.EndpointOf.Contains(Assignment.Unassigned))
            assignment = assignment with { Infeasibility = null };
        else if (!assignment.IsFound || assignment.Infeasibility is not null)
            (asked, assignment) = (least, problem.Solve(least));
        var error = RealisedError.Of(forecast.Expected, assignment.EndpointOf);
        return problem.Solution(assignment, new BatchFloor(floor.Floor, asked, margin, error.Over(error.Queries)), bracket.High);

        double At(double lambda) => Average(forecast, MultiplierChoice.Of(forecast, slotPrices, lambda));
    }

    private static double Average(Forecast forecast, int[] choice)
    {
        double sum = 0, count = 0;
        for (var i = 0; i < choice.Length; i++)
        {
            if (choice[i] >= 0)
                (sum, count) = (sum + forecast.Prediction.Success[i, choice[i]], count + 1);
        }

        return count == 0 ? 0 : sum / count;
    }
}
