namespace Eccos.Optimization;

/// <summary>The OR-Tools solvers a <see cref="MipOptimizer"/> works with: those that prove optimality, can be interrupted and write nothing to the console.</summary>
public enum MipSolver
{
    /// <summary>CP-SAT: clause learning over an integer scaling of the problem; the default.</summary>
    CpSat,

    /// <summary>SCIP: branch and cut over the linear relaxation; one thread.</summary>
    Scip,
}
