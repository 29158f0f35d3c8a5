using Eccos.Experiments.Commands.Route.Streaming;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Route;

/// <summary>The arguments of the route command.</summary>
internal sealed record RouteSettings
{
    public required PredictorSource Source { get; init; }

    public required FileInfo Test { get; init; }

    public required string Optimizer { get; init; }

    public required Objective Objective { get; init; }

    public required double? Floor { get; init; }

    public required double? Budget { get; init; }

    public required CapacityRule Capacity { get; init; }

    public required BatchSize Batch { get; init; }

    public required QueryOrder Order { get; init; }

    public required InfeasiblePolicy WhenInfeasible { get; init; }

    public required double Gap { get; init; }

    public required double TimeLimitSeconds { get; init; }

    public required RouteSetting Setting { get; init; }

    /// <summary>The random orders of the streaming setting.</summary>
    public required int Orders { get; init; }

    public required DirectoryInfo Out { get; init; }

    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => Source.FirstBreach() ?? this switch
    {
        { Objective: Objective.LeastCost, Floor: null } => "Option '--floor' is required: without it the least cost is the cheapest endpoint for everything.",
        { Objective: Objective.BestQuality, Floor: null, Budget: null, Capacity.Factor: null } =>
            "--objective best-quality needs --budget, --capacity or --floor: without a limit it is the best endpoint for everything.",
        { Setting: RouteSetting.Streaming } when Objective != Objective.LeastCost || Budget is not null || Capacity.Factor is not null =>
            "--setting streaming strives for the least cost under --floor; it takes no --budget, no --capacity and no other --objective.",
        { Objective: Objective.WeightedSum } => "--objective is 'weighted-sum'; a batch strives for least-cost or best-quality here.",
        _ => null,
    };

    public SchedulingGoal Goal => new() { Objective = Objective, QualityFloor = Floor, BudgetUsd = Budget, WhenInfeasible = WhenInfeasible };
}
