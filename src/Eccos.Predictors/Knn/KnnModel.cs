namespace Eccos.Predictors;

/// <summary>What fitting chose beside the observations themselves; adding observations leaves it as it is.</summary>
/// <param name="Success">How neighbours are weighed for the success probability.</param>
/// <param name="Amounts">How neighbours are weighed for tokens and costs.</param>
/// <param name="TokenFactors">The smearing factor of each endpoint's output tokens.</param>
/// <param name="CostFactors">The smearing factor of each endpoint's cost.</param>
/// <param name="Errors">What training queries left out of their own votes tell of the errors; <see langword="null"/> when there were too few.</param>
internal sealed record KnnModel(NeighbourWeighting Success, NeighbourWeighting Amounts, double[] TokenFactors, double[] CostFactors, HeldOutErrors? Errors = null);
