namespace Eccos.Optimization;

/// <summary>A query that may depart.</summary>
/// <param name="Query">i.</param>
/// <param name="Regret">The least regret of a departure of it.</param>
internal readonly record struct OpenQuery(int Query, double Regret);
