namespace Eccos;

/// <summary>One batch against what is free now, to be solved for one floor or another, each time from the last prices.</summary>
internal sealed class BatchProblem(
    IOptimizer optimizer,
    BatchCapacity capacity,
    Forecast forecast,
    SchedulingGoal goal,
    FreeCapacity free,
    WarmStart warm,
    CancellationToken cancellationToken)
{
    public Forecast Forecast => forecast;

    public SchedulingGoal Goal => goal;

    /// <summary>The problem as it was solved last; the ones before differ from it in the floor they ask for.</summary>
    public AssignmentProblem? Stated { get; private set; }

    /// <summary>Whether the optimizer ran out of time with nothing, so that queries went by the last prices.</summary>
    public bool UsesLastPrices { get; private set; }

    /// <summary>mu_j, what a slot of each endpoint cost when it was last scarce.</summary>
    public double[] SlotPrices => warm.SlotPrices(forecast.Cost.EndpointCount);

    /// <summary>The solution that the assignment found last is, or was made into.</summary>
    public BatchSolution Solution(Assignment assignment, BatchFloor? floor = null, double? multiplier = null) => new(goal, Stated!, assignment, floor, multiplier);

    public Assignment Solve(double? floor) => Solve(floor, goal.WhenInfeasible);

    public Assignment Solve(double? floor, InfeasiblePolicy whenInfeasible)
    {
        Stated = capacity.Problem(goal with { QualityFloor = floor, WhenInfeasible = whenInfeasible }, free, warm.For(goal.Objective, forecast.Queries.Count));
        var assignment = optimizer.Solve(Stated, cancellationToken);
        warm.Remember(assignment, goal.Objective);
        if (assignment.Status != AssignmentStatus.Unknown)
            return assignment;
        var instead = LastPrices.Instead(Stated, assignment);
        UsesLastPrices |= instead.IsFound;
        return instead;
    }
}
