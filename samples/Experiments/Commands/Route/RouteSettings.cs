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

    /// <summary>The floor; null for none, or while it is still to follow from <see cref="FloorBelowBest"/>.</summary>
    public required double? Floor { get; init; }

    /// <summary>How far the floor lies below the best single endpoint's success in training; null when it is stated itself.</summary>
    public required double? FloorBelowBest { get; init; }

    public required FloorScope FloorScope { get; init; }

    public required double? Confidence { get; init; }

    /// <summary>The sizes of batches for which both scopes of the floor are compared; may be empty.</summary>
    public required IReadOnlyList<BatchSize> Compare { get; init; }

    public required double? Budget { get; init; }

    public required CapacityRule Capacity { get; init; }

    public required BatchSize Batch { get; init; }

    public required QueryOrder Order { get; init; }

    public required InfeasiblePolicy WhenInfeasible { get; init; }

    public required double Gap { get; init; }

    public required double TimeLimitSeconds { get; init; }

    public required RouteSetting Setting { get; init; }

    /// <summary>The orders in which the same predictions are decided; in the streaming setting, the random ones.</summary>
    public required int Orders { get; init; }

    public required DirectoryInfo Out { get; init; }

    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => Source.FirstBreach() ?? this switch
    {
        { Floor: not null, FloorBelowBest: not null } => "Options '--floor' and '--floor-below-best' both name the floor; give one of them.",
        { FloorBelowBest: not null, Source.Train: null } => "Option '--floor-below-best' needs '--train': it is the training records that say which endpoint is best.",
        { HasFloor: false, Confidence: not null } => "Option '--confidence' needs '--floor' or '--floor-below-best': it is the confidence of the floor.",
        { Setting: RouteSetting.Batch, Orders: 0 } => "Option '--orders' is '0'; of batches it is a whole number, 1 or more.",
        { HasFloor: false, Compare.Count: > 0 } or { HasFloor: false, Orders: > 1 } => "Options '--orders' and '--compare' need '--floor' or '--floor-below-best': they tell how it holds.",
        { Objective: Objective.LeastCost, HasFloor: false } => "Option '--floor' is required: without it the least cost is the cheapest endpoint for everything.",
        { Objective: Objective.BestQuality, HasFloor: false, Budget: null, Capacity.Factor: null } =>
            "--objective best-quality needs --budget, --capacity or --floor: without a limit it is the best endpoint for everything.",
        { Setting: RouteSetting.Streaming } when FloorBelowBest is not null || Confidence is not null || Compare.Count > 0 =>
            "--setting streaming takes --floor, and neither --floor-below-best nor --confidence nor --compare.",
        { Setting: RouteSetting.Streaming } when Objective != Objective.LeastCost || Budget is not null || Capacity.Factor is not null =>
            "--setting streaming strives for the least cost under --floor; it takes no --budget, no --capacity and no other --objective.",
        { Objective: Objective.WeightedSum } => "--objective is 'weighted-sum'; a batch strives for least-cost or best-quality here.",
        _ => null,
    };

    public SchedulingGoal Goal => new()
    {
        Objective = Objective,
        QualityFloor = Floor,
        FloorScope = FloorScope,
        FloorConfidence = Confidence,
        BudgetUsd = Budget,
        WhenInfeasible = WhenInfeasible,
    };

    private bool HasFloor => Floor is not null || FloorBelowBest is not null;
}
