using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>A policy to be run in all orders of one setting.</summary>
/// <param name="Role">What its figures are for.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Capacity">The workload limits.</param>
/// <param name="Create">Makes the policy, fresh for each order.</param>
/// <param name="Against">The baseline it is held against; null for none.</param>
/// <param name="Asked">The floor or the share that is asked of it; null for none.</param>
internal sealed record PlannedRun(
    RunRole Role,
    RoutingSetting Setting,
    decimal? Capacity,
    Func<IRoutingPolicy> Create,
    string? Against = null,
    double? Asked = null);
