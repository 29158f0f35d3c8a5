using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>The arguments of the solve command.</summary>
internal sealed record SolveSettings
{
    public required FileInfo Predictions { get; init; }

    public required string Optimizer { get; init; }

    public required Objective Objective { get; init; }

    /// <summary>USD per correct answer.</summary>
    public required double? QualityWeight { get; init; }

    public required double? Floor { get; init; }

    public required double? Budget { get; init; }

    public required CapacityRule Capacity { get; init; }

    public required InfeasiblePolicy WhenInfeasible { get; init; }

    public required double Gap { get; init; }

    public required double TimeLimitSeconds { get; init; }

    /// <summary>How often the same problem is solved, for the time it takes.</summary>
    public required int Repeats { get; init; }

    public required bool Json { get; init; }

    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => (Objective, QualityWeight) switch
    {
        (Objective.WeightedSum, null) => "--objective weighted-sum needs --quality-weight: what a correct answer is worth in USD.",
        (not Objective.WeightedSum, not null) => "--quality-weight is for --objective weighted-sum alone.",
        _ => null,
    };
}
