namespace Eccos.Optimization;

/// <summary>An endpoint that may serve a query at little regret.</summary>
/// <param name="Query">i.</param>
/// <param name="Endpoint">j.</param>
/// <param name="Regret">rho_ij = r_ij - min_l r_il at the prices, 0 or more.</param>
internal readonly record struct Option(int Query, int Endpoint, double Regret);
