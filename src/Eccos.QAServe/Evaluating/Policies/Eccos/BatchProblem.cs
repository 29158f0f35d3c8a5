namespace Eccos.QAServe;

/// <summary>States a batch as the assignment problem that a scheduler would state of it.</summary>
internal static class BatchProblem
{
    public static AssignmentProblem Of(QueryEndpointMatrix costUsd, QueryEndpointMatrix success, IReadOnlyList<int?> freeSlots, SchedulingGoal goal) => new(costUsd, success)
    {
        Objective = goal.Objective,
        QualityFloor = goal.QualityFloor,
        Budget = goal.BudgetUsd,
        WhenInfeasible = goal.WhenInfeasible,
        WorkloadLimits = freeSlots,
    };
}
