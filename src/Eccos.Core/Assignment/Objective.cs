namespace Eccos;

/// <summary>What an assignment strives for; the other side is a limit.</summary>
public enum Objective
{
    /// <summary>The least cost that keeps the quality floor: minimise sum_ij c_ij x_ij.</summary>
    LeastCost,

    /// <summary>The best quality that keeps the budget: maximise (1/N) sum_ij a_ij x_ij.</summary>
    BestQuality,
}
