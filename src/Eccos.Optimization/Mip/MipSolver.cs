namespace Eccos.Optimization;

/// <summary>The OR-Tools solvers a <see cref="MipOptimizer"/> works with: those that can be interrupted and write nothing to the console.</summary>
public enum MipSolver
{
    /// <summary>SCIP: branch and cut over the linear relaxation in floating point; one thread. The default.</summary>
    Scip,

    /// <summary>
    /// CP-SAT: clause learning over an integer scaling of the problem; often faster, and on several threads. The scaling rounds coefficients,
    /// so that an assignment may be reported as optimal that is not, with a bound to match; of 35,000 random problems none was.
    /// </summary>
    CpSat,
}
