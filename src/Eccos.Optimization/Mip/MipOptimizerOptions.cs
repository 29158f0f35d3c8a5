namespace Eccos.Optimization;

/// <summary>How a <see cref="MipOptimizer"/> or an <see cref="AutomaticOptimizer"/> solves.</summary>
public sealed class MipOptimizerOptions
{
    /// <summary>The OR-Tools solver.</summary>
    /// <value><see cref="MipSolver.Scip"/> by default.</value>
    public MipSolver Solver { get; set; }

    /// <summary>The time a call may take, the search for the reason of an infeasible problem included.</summary>
    /// <value>More than zero; 30 s by default, <see langword="null"/> for no limit.</value>
    public TimeSpan? TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The relative gap between objective and bound at which the search may stop.</summary>
    /// <value>0 to less than 1; 0, the default, searches until the optimum is proven.</value>
    public double RelativeGap { get; set; }

    /// <summary>The seed of the solver's random numbers: it decides which of several equally good assignments is found.</summary>
    /// <value>0 or more; 0 by default.</value>
    public int Seed { get; set; }

    /// <summary>The threads of one solve. With the same number of threads the same problem gives the same answer.</summary>
    /// <value>1 to 256; 1 by default. More than 1 needs <see cref="MipSolver.CpSat"/>.</value>
    public int Threads { get; set; } = 1;

    internal MipOptimizerOptions Copy() => (MipOptimizerOptions)MemberwiseClone();
}
