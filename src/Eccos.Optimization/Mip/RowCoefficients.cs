using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>
/// Enters the coefficients of a program's rows in the order in which they were set, so that the same program gives the same result in every run.
/// </summary>
/// <remarks>
/// OR-Tools keeps the coefficients of a row in a hash table by the address of the variable, and hands a row to SCIP in the order of that table: another one
/// in every run. The sums of its propagation and its cuts are then rounded otherwise, and the search ends within the gap at another assignment. A row
/// that SCIP has already takes its coefficients one by one; it has it once the program has been solved without them.
/// CP-SAT and GLOP are given sorted rows.
/// </remarks>
/// <param name="solver">Solves the program.</param>
/// <param name="isScip">Whether that is SCIP.</param>
internal sealed class RowCoefficients(Solver solver, bool isScip)
{
    private readonly List<(Constraint Row, Variable Variable, double Coefficient)> _coefficients = [];

    /// <summary>Sets one; a variable that is not there, and 0, have no effect.</summary>
    public void Set(Constraint row, Variable? variable, double coefficient)
    {
        if (variable is not null && coefficient != 0)
            _coefficients.Add((row, variable, coefficient));
    }

    /// <summary>Enters all that were set, once the program has all its rows and variables.</summary>
    public void Enter()
    {
        if (isScip)
        {
            SolverRun.LeaveSignalsAlone(solver);
            solver.Solve();
        }

        foreach (var (row, variable, coefficient) in _coefficients)
            row.SetCoefficient(variable, coefficient);
    }
}
