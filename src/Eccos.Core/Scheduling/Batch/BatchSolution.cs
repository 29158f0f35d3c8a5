namespace Eccos;

/// <summary>The assignment of a batch, and what the floor came to.</summary>
/// <param name="Goal">What was asked for.</param>
/// <param name="Problem">What was solved for it.</param>
/// <param name="Assignment">The decision.</param>
/// <param name="Floor">What the floor came to; null when there was none, or nothing was decided.</param>
/// <param name="Multiplier">lambda of a running floor, USD per correct answer.</param>
internal sealed record BatchSolution(SchedulingGoal Goal, AssignmentProblem Problem, Assignment Assignment, BatchFloor? Floor = null, double? Multiplier = null)
{
    /// <summary>Counts what was placed toward the running floor, if there is one.</summary>
    /// <param name="floors">The running floors.</param>
    /// <param name="placed">What was placed; the decision, unless the host had chosen itself.</param>
    /// <returns>The running floor; null when there is none.</returns>
    public RunningFloor? Count(RunningFloors floors, Assignment placed)
    {
        if (Floor is null || Multiplier is null || !placed.IsFound)
            return null;
        var floor = floors.For(Goal);
        floor.Report(placed.Quality - Floor.Margin, placed.EndpointOf.Count(j => j >= 0), Multiplier);
        return floor;
    }
}
