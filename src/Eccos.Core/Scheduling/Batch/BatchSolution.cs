namespace Eccos;

/// <summary>The assignment of a batch, and what the floor came to.</summary>
/// <param name="Goal">What was asked for.</param>
/// <param name="Assignment">The decision.</param>
/// <param name="Floor">What the floor came to; null when there was none, or nothing was decided.</param>
/// <param name="Multiplier">lambda of a running floor, USD per correct answer.</param>
internal sealed record BatchSolution(SchedulingGoal Goal, Assignment Assignment, BatchFloor? Floor = null, double? Multiplier = null)
{
    /// <summary>Counts what was placed toward the running floor, if there is one.</summary>
    /// <returns>The running floor; null when there is none.</returns>
    public RunningFloor? Count(RunningFloors floors)
    {
        if (Floor is null || Multiplier is null || !Assignment.IsFound)
            return null;
        var floor = floors.For(Goal);
        floor.Report(Assignment.Quality - Floor.Margin, Assignment.EndpointOf.Count(j => j >= 0), Multiplier);
        return floor;
    }
}
