namespace Eccos;

/// <summary>
/// What the queries of a batch were decided by together: of the <see cref="AssignmentProblem"/>, all but what the queries' own records say. Places are those of
/// the queries in the batch and of the endpoints in their records.
/// </summary>
/// <remarks>An immutable value, the form in which it is written.</remarks>
public sealed record BatchConditions
{
    /// <summary>alpha as it was asked of the optimizer; <see langword="null"/> for none.</summary>
    public double? QualityFloor { get; init; }

    /// <summary>B in USD; <see langword="null"/> for none.</summary>
    public double? BudgetUsd { get; init; }

    /// <summary>What one more correct answer was worth in USD, where the weighted sum was striven for.</summary>
    public double QualityWeightUsd { get; init; }

    /// <summary>What was to happen when not all limits could be kept.</summary>
    public InfeasiblePolicy WhenInfeasible { get; init; }

    /// <summary>L_j, the requests each endpoint had free; <see langword="null"/> for no limit.</summary>
    public IReadOnlyList<int?>? FreeRequests { get; init; }

    /// <summary>T_j, the tokens each endpoint had free; <see langword="null"/> for no limit.</summary>
    public IReadOnlyList<double?>? FreeTokens { get; init; }

    /// <summary>s_j, the least share of each endpoint; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double?>? MinimumShares { get; init; }

    /// <summary>S_j, the largest share of each endpoint; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double?>? MaximumShares { get; init; }

    /// <summary>The groups of queries with limits of their own; <see langword="null"/> for none.</summary>
    public IReadOnlyList<QueryGroup>? Groups { get; init; }

    /// <summary>The prices the optimizer started from; <see langword="null"/> for none.</summary>
    public IReadOnlyList<ShadowPrice>? StartingPrices { get; init; }

    /// <summary>The limit by which the ledger refused the assignment that was found, so that nothing of it was placed.</summary>
    public CapacityKind RefusedBy { get; init; }

    /// <param name="problem">What was solved.</param>
    /// <param name="refusedBy">What the ledger refused it by.</param>
    internal static BatchConditions Of(AssignmentProblem problem, CapacityKind refusedBy) => new()
    {
        QualityFloor = problem.QualityFloor,
        BudgetUsd = problem.Budget,
        QualityWeightUsd = problem.QualityWeight,
        WhenInfeasible = problem.WhenInfeasible,
        FreeRequests = problem.WorkloadLimits,
        FreeTokens = problem.TokenLimits,
        MinimumShares = problem.MinimumShares,
        MaximumShares = problem.MaximumShares,
        Groups = problem.Groups.Count == 0 ? null : problem.Groups,
        StartingPrices = problem.StartingPrices,
        RefusedBy = refusedBy,
    };
}
