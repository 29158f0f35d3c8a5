namespace Eccos;

/// <summary>What an assignment strives for; what is not striven for is limited.</summary>
public enum Objective
{
    /// <summary>The least cost that keeps the quality floor: minimise sum_ij c_ij x_ij.</summary>
    LeastCost,

    /// <summary>The best quality that keeps the budget: maximise (1/N) sum_ij a_ij x_ij.</summary>
    BestQuality,

    /// <summary>
    /// The best weighted sum of both, in USD: minimise sum_ij (c_ij - w a_ij) x_ij, where w is what a correct answer is worth; floor and budget are limits both.
    /// </summary>
    WeightedSum,
}
