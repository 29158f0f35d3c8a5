namespace Eccos.Predictors;

/// <summary>One probe as the item response model sees it.</summary>
/// <param name="Features">The query's features, see <see cref="LogitFactors"/>.</param>
/// <param name="Difficulty">The probabilities of the nodes of e, see <see cref="QueryDifficulty"/>.</param>
/// <param name="Correct">The outcome, 0 to 1.</param>
internal readonly record struct ProbeEvidence(double[] Features, double[] Difficulty, double Correct);
