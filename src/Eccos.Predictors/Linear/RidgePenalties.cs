namespace Eccos.Predictors;

/// <summary>The penalties lambda of <see cref="RidgeModel"/>: what all endpoints share can be learned from all labels, what sets one apart only from its own.</summary>
/// <param name="SharedSuccess">For the difficulty that all endpoints share.</param>
/// <param name="OwnSuccess">For each endpoint's deviation from it.</param>
/// <param name="SharedAmount">For the length that all endpoints share.</param>
/// <param name="OwnAmount">For each endpoint's deviation from it.</param>
internal sealed record RidgePenalties(double SharedSuccess, double OwnSuccess, double SharedAmount, double OwnAmount);
