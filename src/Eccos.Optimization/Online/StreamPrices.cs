namespace Eccos.Optimization;

/// <summary>Prices computed over a sample.</summary>
/// <param name="Limits">p_k of each limit that has one.</param>
/// <param name="Mu">mu_j, the prices of the endpoints' requests.</param>
/// <param name="Shadow">The same as the optimizer states them, to start the next solution from.</param>
internal sealed record StreamPrices(LimitPrice[] Limits, double[] Mu, IReadOnlyList<ShadowPrice> Shadow);
