namespace Eccos.Optimization;

/// <summary>How a <see cref="DualGuidedOptimizer"/> solves.</summary>
public sealed class DualGuidedOptimizerOptions
{
    /// <summary>The relative gap between objective and bound at which the search may stop.</summary>
    /// <value>0 to less than 1; 1e-3 by default. 0 searches until the optimum is proven.</value>
    public double RelativeGap { get; set; } = 1e-3;

    /// <summary>The time a call may take, the search for the reason of an infeasible problem included.</summary>
    /// <value>More than zero; 30 s by default, <see langword="null"/> for no limit. Most calls take milliseconds.</value>
    public TimeSpan? TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The OR-Tools solver for what the dual leaves open, and for deferring queries.</summary>
    /// <value><see cref="MipSolver.Scip"/> by default.</value>
    public MipSolver Solver { get; set; }

    internal DualGuidedOptimizerOptions Copy() => (DualGuidedOptimizerOptions)MemberwiseClone();

    internal MipOptimizerOptions ToMip() => new() { RelativeGap = RelativeGap, TimeLimit = TimeLimit, Solver = Solver };
}
