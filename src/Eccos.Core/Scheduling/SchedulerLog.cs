using Microsoft.Extensions.Logging;

namespace Eccos;

/// <summary>What a scheduler logs: figures, never query texts.</summary>
internal sealed partial class SchedulerLog(ILogger logger)
{
    public void Scheduled(Schedule schedule)
    {
        var placed = schedule.Assignment.EndpointOf.Count(endpoint => endpoint >= 0);
        if (schedule.Assignment.Infeasibility is { } infeasibility)
            LimitsNotKept(placed, schedule.Placements.Count, schedule.Status, infeasibility.Message);
        else
            Scheduled(placed, schedule.Placements.Count, schedule.Status, schedule.ExpectedCostUsd, schedule.ExpectedSuccess, schedule.Assignment.Gap);
    }

    [LoggerMessage(1, LogLevel.Debug, "Placed {Placed} of {Queries} queries: {Status}, expected cost {CostUsd} USD, expected success {Success}, gap {Gap}")]
    private partial void Scheduled(int placed, int queries, AssignmentStatus status, double costUsd, double success, double gap);

    [LoggerMessage(2, LogLevel.Warning, "Placed {Placed} of {Queries} queries: {Status}; not all limits can be kept: {Reason}")]
    private partial void LimitsNotKept(int placed, int queries, AssignmentStatus status, string reason);
}
