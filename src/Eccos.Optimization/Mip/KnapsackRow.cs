using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>A limit that queries share, as the solver sees it: sum_ij w_ij x_ij at most b.</summary>
/// <param name="Row">Holds w_ij.</param>
/// <param name="Bound">b.</param>
internal sealed record KnapsackRow(Constraint Row, double Bound);
