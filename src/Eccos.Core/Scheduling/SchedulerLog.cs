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

    public void HealthChanged(EndpointHealth health)
    {
        if (health.State == EndpointState.CoolingDown)
            CoolingDown(health.Endpoint, health.PauseLeft, health.Pauses);
        else
            HealthChanged(health.Endpoint, health.State);
    }

    [LoggerMessage(3, LogLevel.Warning, "Endpoint {Endpoint} is out of the assignment for {Pause}, pause {Pauses} in a row")]
    private partial void CoolingDown(string endpoint, TimeSpan pause, int pauses);

    [LoggerMessage(4, LogLevel.Information, "Endpoint {Endpoint} is {State}")]
    private partial void HealthChanged(string endpoint, EndpointState state);

    [LoggerMessage(5, LogLevel.Warning, "The lease of placement {Placement} on {Endpoint} was forgotten for {Age} and has expired; what it was expected to use stays charged")]
    public partial void LeaseExpired(PlacementId placement, string endpoint, TimeSpan age);

    public void Changed(ModelPool before, ModelPool now)
    {
        if (logger.IsEnabled(LogLevel.Information))
            Changed(now.Count, string.Join(", ", now.Names.Except(before.Names)), string.Join(", ", before.Names.Except(now.Names)));
    }

    [LoggerMessage(6, LogLevel.Information, "New options hold: {Endpoints} endpoints; added: {Added}; removed: {Removed}", SkipEnabledCheck = true)]
    private partial void Changed(int endpoints, string added, string removed);

    [LoggerMessage(7, LogLevel.Error, "The change of the options of scheduler '{Name}' is refused, and the old ones stay: {Reason}")]
    public partial void ChangeRefused(string name, string reason, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "Endpoint {Endpoint} has drifted: label minus predicted success is {MeanResidual} on average over the last {Labels} labels; its logit is shifted by {Shift} in all")]
    public partial void Drifted(string endpoint, double meanResidual, int labels, double shift);

    [LoggerMessage(20, LogLevel.Error, "The decision sink failed, and takes part in no placement: {Reason}; further failures are not logged")]
    public partial void SinkFailed(string reason, Exception exception);
}
